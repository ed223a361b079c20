"""The page behind a release mail's link: the newest version for who is covered now, else the choices."""

from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.amounts import hourly_rate_in_words
from shared.mail.instants import hours_in_words, instant_in_words
from shared.mail.wording import words
from shared.usecases.releases.find_upgrade import UpgradeOffered
from shared.web.http.response import Response
from shared.web.links.member_pages import member_page

UPGRADE_TEXTS = words(Path(__file__).with_name("upgrade.toml"))


def upgrade_page(offered: UpgradeOffered, vendor: Vendor, language: Language, path: str) -> Response:
    """The page as it stands now; where the member is not covered it names no address."""
    return (_newest if offered.upgrade else _choices)(offered, vendor, language, path)


def _newest(offered: UpgradeOffered, vendor: Vendor, language: Language, path: str) -> Response:
    upgrade, texts = offered.upgrade, UPGRADE_TEXTS[language]
    assert upgrade  # noqa: S101 - only then this page is shown
    named = {"product": vendor.product_called(offered.product), "version": upgrade.version}
    published = instant_in_words(upgrade.published, vendor.zone, language)
    expires = instant_in_words(upgrade.expires, vendor.zone, language) if upgrade.expires else ""
    return member_page(
        "releases/upgrade.html",
        vendor,
        language,
        path,
        upgrade_texts=texts,
        upgrade=upgrade,
        heading=texts["title"].format(**named),
        published=texts["published"].format(when=published),
        notes=upgrade.notes.read_in(language),
        fetch=texts["fetch"].format(**named),
        expires=texts["expires"].format(when=expires) if expires else "",
    )


def _choices(offered: UpgradeOffered, vendor: Vendor, language: Language, path: str) -> Response:
    texts = UPGRADE_TEXTS[language]
    product = vendor.product_called(offered.product)
    hours = hours_in_words(vendor.policy.reply, language)
    rate = hourly_rate_in_words(vendor, language)
    return member_page(
        "releases/upgrade.html",
        vendor,
        language,
        path,
        upgrade_texts=texts,
        upgrade=None,
        heading=texts["no_title"].format(product=product),
        no_lead=texts["no_lead"].format(product=product),
        choices=[
            (texts["subscribe"], texts["subscribe_told"].format(hours=hours)),
            (texts["hourly"], texts["hourly_told"].format(rate=rate)),
        ],
    )
