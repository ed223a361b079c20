from tests.examples.described_api import DOCUMENT
from tests.examples.running_stack import StackUnderTest


def test_the_description_comes_whole_through_the_real_port(stack: StackUnderTest) -> None:
    document = stack.http.get("/api/openapi.json")
    assert (document.status_code, document.json()) == (200, DOCUMENT)
    page = stack.http.get("/api/docs")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.text.rstrip().endswith("</html>")


def test_a_reference_of_any_letters_is_404(stack: StackUnderTest) -> None:
    for reference in ("a'b", "%23", "a%2Fb", "%C3%A5" * 16, "a" * 2000):
        answer = stack.http.get(f"/api/tickets/{reference}", headers={"x-functions-key": stack.function_key})
        assert answer.status_code == 404, reference
