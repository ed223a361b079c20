from tests.host.conftest import SampleHost


def poisoned(host: SampleHost) -> list[str]:
    """The messages in the poison queue, as they are."""
    with host.client(f"{host.queue}-poison") as queue:
        return [message.content for message in queue.peek_messages(32)]


def test_a_message_runs_the_function_once_and_is_gone(host: SampleHost) -> None:
    host.put("plain")
    assert host.tries("plain") == [1]
    assert host.tries("plain") == [1]


def test_many_messages_all_run(host: SampleHost) -> None:
    sent = [f"many-{number}" for number in range(40)]
    for each in sent:
        host.put(each)
    seen = [each["message"] for each in host.seen() if each.get("message", "").startswith("many-")]
    assert sorted(seen) == sorted(sent)


def test_a_failed_message_waits_for_its_next_try_in_the_products_time(host: SampleHost) -> None:
    host.put("fail-waits")
    assert host.tries("fail-waits") == [1]
    host.time.advance("5m")
    assert host.tries("fail-waits") == [1]
    host.time.advance("5m")
    assert host.tries("fail-waits") == [1, 2]


def test_a_message_that_fails_five_times_goes_to_the_poison_queue_as_it_came(host: SampleHost) -> None:
    host.put("fail-for-good")
    host.time.advance("2h")
    assert host.tries("fail-for-good") == [1, 2, 3, 4, 5]
    assert poisoned(host).count("ZmFpbC1mb3ItZ29vZA==") == 1  # "fail-for-good" in base64


def test_a_message_that_is_not_encoded_goes_to_the_poison_queue_at_once(host: SampleHost) -> None:
    with host.client(host.queue) as queue:
        queue.send_message("{no base64}")
    host.time.rest()
    assert "{no base64}" in poisoned(host)


def test_the_master_key_runs_a_queue_function_with_a_text_of_ones_own(host: SampleHost) -> None:
    headers = {"x-functions-key": "master-key"}
    answer = host.http.post("/admin/functions/take", headers=headers, json={"input": "by-hand"})
    assert answer.status_code == 202
    assert [each["message"] for each in host.seen() if each.get("message") == "by-hand"] == ["by-hand"]
