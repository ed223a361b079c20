"""axe-core, which judges whether a page can be used by everybody, as WCAG 2.2 AA asks it.

It is run by the browser's own means, not as a script of the page: what the page's policy forbids stays so.
"""

from importlib.resources import files

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_JUDGE = """async values => {
    const judged = await axe.run({runOnly: {type: 'tag', values}, resultTypes: ['violations']})
    const told = (rule, node) => `${rule.id}: ${node.target} ${node.html}`
    return judged.violations.flatMap(rule => rule.nodes.map(node => told(rule, node)))
}"""


def violations(page: Page) -> list[str]:
    """What breaks a rule of WCAG 2.2 AA on the page as it stands: the rule, where, and its HTML."""
    page.evaluate(_AXE)
    found: list[str] = page.evaluate(_JUDGE, list(TAGS))
    return found
