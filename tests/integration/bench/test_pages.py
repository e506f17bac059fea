"""The first load weighs what the page itself names; a report on another build is no result."""

from pathlib import Path

import pytest

from bench import pages


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "frontend" / "dist"
    (root / "assets").mkdir(parents=True)
    page = '<script src="/assets/field-1.js"></script><link rel="modulepreload" href="/assets/own-2.js">'
    (root / "index.html").write_text(page + '<link rel="stylesheet" href="/assets/field-3.css">')
    for name in ("field-1.js", "own-2.js", "later-4.js"):
        (root / "assets" / name).write_text("x" * 1000)
    monkeypatch.setattr(pages, "ROOT", tmp_path)


def report(*names: str) -> dict[str, object]:
    items = [{"url": f"http://localhost:1/assets/{name}"} for name in names]
    return {"audits": {"network-requests": {"details": {"items": items}}}}


@pytest.mark.usefixtures("dist")
def test_what_comes_later_does_not_weigh() -> None:
    first = pages._first_load(report("field-1.js", "own-2.js"))
    assert 0 < first < 100
    assert pages._first_load(report("field-1.js", "own-2.js", "later-4.js")) == first


@pytest.mark.usefixtures("dist")
def test_another_build_than_the_one_that_was_measured_is_no_result() -> None:
    with pytest.raises(LookupError, match=r"own-2\.js"):
        pages._first_load(report("field-1.js", "own-9.js"))


def test_a_try_that_was_disturbed_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[dict[str, object] | pages.NoReport] = [pages.NoReport("no first paint"), report("a.js")]

    def one(_url: str) -> dict[str, object]:
        answer = answers.pop(0)
        if isinstance(answer, pages.NoReport):
            raise answer
        return answer

    monkeypatch.setattr(pages, "_lighthouse", one)
    assert pages._reports("http://localhost:1", 1) == [report("a.js")]
    answers[:] = [pages.NoReport("no first paint")] * 3
    with pytest.raises(pages.NoReport, match="no first paint"):
        pages._reports("http://localhost:1", 1)
