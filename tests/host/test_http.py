import re

import pytest

from tests.host.conftest import FUNCTION_KEY, MASTER_KEY, SampleHost

ORIGIN = {"Origin": "https://desk.example.com"}


def test_an_unknown_route_is_an_empty_404(host: SampleHost) -> None:
    answer = host.http.get("/api/nowhere")
    assert (answer.status_code, answer.content) == (404, b"")


def test_a_route_outside_the_prefix_is_unknown(host: SampleHost) -> None:
    assert host.http.get("/echo/1").status_code == 404


def test_a_wrong_method_is_a_404_and_no_405(host: SampleHost) -> None:
    assert host.http.delete("/api/echo/1").status_code == 404


@pytest.mark.parametrize("path", ["/API/Echo/1", "/api/echo/1/", "/api/ECHO/1/word"])
def test_names_in_a_route_match_in_any_case_and_with_a_slash_behind(host: SampleHost, path: str) -> None:
    assert host.http.get(path).json()["route"]["number"] == "1"


def test_a_literal_goes_before_a_parameter_with_a_rule_and_that_before_a_free_one(host: SampleHost) -> None:
    assert host.http.get("/api/echo/literal").text == "literal"
    assert host.http.get("/api/echo/12").json()["route"] == {"number": "12"}
    assert host.http.get("/api/echo/twelve").json() == "twelve"


def test_parameters_arrive_decoded(host: SampleHost) -> None:
    assert host.http.get("/api/echo/1/sm%C3%B6r%20g%C3%A5s").json()["route"]["word"] == "smör gås"


@pytest.mark.parametrize(("path", "rest"), [("/api/files/a/b.txt", "a/b.txt"), ("/api/files", "")])
def test_a_starred_parameter_takes_the_rest_of_the_path(host: SampleHost, path: str, rest: str) -> None:
    assert host.http.get(path).json() == rest


@pytest.mark.parametrize("key", [FUNCTION_KEY, MASTER_KEY])
def test_a_function_route_opens_to_the_function_key_and_the_master_key(host: SampleHost, key: str) -> None:
    assert host.http.get("/api/locked", headers={"x-functions-key": key}).status_code == 200
    assert host.http.get("/api/locked", params={"code": key}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"x-functions-key": "wrong"}, {"x-functions-key": ""}])
def test_without_a_right_key_a_function_route_is_an_empty_401(
    host: SampleHost, headers: dict[str, str]
) -> None:
    answer = host.http.get("/api/locked", headers=headers)
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_wrong_key_in_the_header_is_not_mended_by_a_right_one_in_the_query(host: SampleHost) -> None:
    answer = host.http.get("/api/locked", params={"code": FUNCTION_KEY}, headers={"x-functions-key": "wrong"})
    assert answer.status_code == 401


def test_an_admin_route_opens_to_the_master_key_only(host: SampleHost) -> None:
    given = [
        host.http.get("/api/vault", params={"code": key}).status_code for key in (FUNCTION_KEY, MASTER_KEY)
    ]
    assert given == [401, 200]


def test_an_exception_is_an_empty_500(host: SampleHost) -> None:
    answer = host.http.get("/api/broken")
    assert (answer.status_code, answer.content) == (500, b"")


def test_a_function_that_outlasts_function_timeout_is_stopped_with_an_empty_500(host: SampleHost) -> None:
    answer = host.http.get("/api/endless")
    assert (answer.status_code, answer.content) == (500, b"")


def test_headers_arrive_in_lower_case_and_equal_ones_joined(host: SampleHost) -> None:
    answer = host.http.get("/api/echo/1", headers=[("X-Word", "one"), ("x-word", "two")])
    assert answer.json()["headers"]["x-word"] == "one,two"


def test_empty_query_keys_are_dropped_and_equal_ones_joined(host: SampleHost) -> None:
    assert host.http.get("/api/echo/1?a=&b=1&b=2&c=x").json()["query"] == {"b": "1,2", "c": "x"}


def test_the_url_is_whole(host: SampleHost) -> None:
    assert re.fullmatch(
        r"http://127\.0\.0\.1:\d+/api/echo/1\?a=b", host.http.get("/api/echo/1?a=b").json()["url"]
    )


def test_a_body_arrives_where_its_length_is_given(host: SampleHost) -> None:
    assert host.http.post("/api/echo/1", content="hej").json()["body"] == "hej"


def test_a_body_in_chunks_is_dropped(host: SampleHost) -> None:
    assert host.http.post("/api/echo/1", content=iter([b"hej"])).json()["body"] == ""


def test_a_body_that_waits_to_be_asked_for_is_asked_for(host: SampleHost) -> None:
    answer = host.http.post("/api/echo/1", content="hej", headers={"Expect": "100-continue"})
    assert answer.json()["body"] == "hej"


def test_status_headers_and_every_cookie_reach_the_caller(host: SampleHost) -> None:
    answer = host.http.get("/api/cookies")
    assert (answer.status_code, answer.headers["location"]) == (303, "/elsewhere")
    assert dict(answer.cookies) == {"one": "1", "two": "2"}


def test_the_host_answers_a_preflight_itself(host: SampleHost) -> None:
    answer = host.http.options("/api/locked", headers={**ORIGIN, "Access-Control-Request-Method": "GET"})
    assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "GET")


def test_other_answers_to_a_page_elsewhere_may_be_read_by_it(host: SampleHost) -> None:
    assert host.http.get("/api/echo/1", headers=ORIGIN).headers["access-control-allow-origin"] == "*"


def test_a_function_that_takes_options_says_itself_which_pages_may_read_it(host: SampleHost) -> None:
    asked = host.http.options("/api/shared", headers={**ORIGIN, "Access-Control-Request-Method": "GET"})
    for answer in (asked, host.http.get("/api/shared", headers=ORIGIN)):
        assert answer.headers["access-control-allow-origin"] == "https://own.example.com"


def test_options_without_a_preflight_is_a_method_like_any_other(host: SampleHost) -> None:
    assert host.http.options("/api/echo/1").status_code == 404
