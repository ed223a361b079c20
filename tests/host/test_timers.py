import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devstack.azurite import Azurite
from devstack.stack.refusal import StackRefused
from tests.host.conftest import FUNCTION_KEY, MASTER_KEY, SampleHost, sample_host


def test_a_timer_runs_once_for_each_of_its_times_that_the_clock_is_moved_over(host: SampleHost) -> None:
    before = len(host.timer_runs())
    host.time.advance("3h")
    assert len(host.timer_runs()) == before + 3


def test_a_timer_does_not_run_before_its_time(host: SampleHost) -> None:
    left = timedelta(hours=1) - (host.time.now() - host.time.now().replace(minute=0, second=0, microsecond=0))
    host.time.advance(f"{int(left.total_seconds()) + 60}s")  # a minute past the hour
    before = len(host.timer_runs())
    host.time.advance("50m")
    assert len(host.timer_runs()) == before


def test_a_timer_is_told_when_it_ran_last_and_runs_next(host: SampleHost) -> None:
    host.time.advance("3h")  # the first run of these may be the first of all
    earlier, later = (datetime.fromisoformat(run["timer"]["Last"]) for run in host.timer_runs()[-2:])
    following = datetime.fromisoformat(host.timer_runs()[-1]["timer"]["Next"])
    assert timedelta(minutes=50) < later - earlier < timedelta(minutes=70)
    assert (following.minute, following.second) == (0, 0)
    assert following > host.time.now()


def test_the_master_key_runs_a_timer_now(host: SampleHost) -> None:
    before = len(host.timer_runs())
    answer = host.http.post("/admin/functions/hourly", headers={"x-functions-key": MASTER_KEY}, json={})
    assert answer.status_code == 202
    assert len(host.timer_runs()) == before + 1


@pytest.mark.parametrize(
    ("key", "name", "status"), [(FUNCTION_KEY, "hourly", 401), (MASTER_KEY, "nobody", 404)]
)
def test_nobody_else_runs_a_timer_and_no_timer_runs_that_is_not_there(
    host: SampleHost, key: str, name: str, status: int
) -> None:
    answer = host.http.post(f"/admin/functions/{name}", headers={"x-functions-key": key}, json={})
    assert answer.status_code == status


def test_a_run_missed_while_the_host_was_down_is_made_up_for_at_the_start(
    azurite: Azurite, tmp_path: Path
) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    (tmp_path / "timers.json").write_text(json.dumps({"hourly": yesterday.isoformat()}))
    with sample_host(tmp_path, azurite.connection_string, "unused") as host:
        assert [run["past_due"] for run in host.timer_runs()] == [True]


def test_a_first_start_owes_no_run(azurite: Azurite, tmp_path: Path) -> None:
    with sample_host(tmp_path, azurite.connection_string, "unused") as host:
        assert host.timer_runs() == []


def test_the_moved_time_is_kept_over_a_restart(azurite: Azurite, tmp_path: Path) -> None:
    with sample_host(tmp_path, azurite.connection_string, "unused") as host:
        moved = host.time.advance("5h").now
    with sample_host(tmp_path, azurite.connection_string, "unused") as host:
        assert host.time.now() > moved


def test_a_span_that_cannot_be_read_is_refused_and_the_time_stays(host: SampleHost) -> None:
    before = host.time.now()
    with pytest.raises(StackRefused, match="write it as 25h"):
        host.time.advance("tomorrow")
    assert host.time.now() - before < timedelta(minutes=1)
