"""The command line: its contracts, its errors and its exit codes."""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import named_language
from index.generation import FORMAT, manifest_text
from ingest.records import Document

ROOT = Path(__file__).parents[2]
QUESTION = "hvordan skaffe utleieboliger uten å eie dem?"


def test_the_users_question_is_answered_by_the_two_right_examples(
    real_command, built: Path
) -> None:
    """The first two documents are Ringsaker and Ulsholtveien, in either order, and good."""
    outcome = real_command("ask", QUESTION, "--json", "--data", built)
    assert outcome.code == 0
    answer = outcome.json
    assert {result["document"]["municipality"] for result in answer["results"][:2]} == {
        "Ringsaker",
        "Oslo",
    }
    assert answer["verdict"] == "good"


def test_ask_json_keeps_its_contract(command, fake_built: Path) -> None:
    """Every key of the contract is there, with its type, and the ranking is in order."""
    answer = command("ask", QUESTION, "--json", "--data", fake_built).json
    assert list(answer) == [
        "question",
        "verdict",
        "understood",
        "dropped",
        "filters",
        "lacking",
        "listed",
        "more",
        "order",
        "undated_left_out",
        "language",
        "took_ms",
        "also_searched",
        "suggestion",
        "results",
    ]
    assert answer["question"] == QUESTION
    assert answer["language"] == "nb"
    assert isinstance(answer["took_ms"], float)
    assert [result["rank"] for result in answer["results"]] == list(range(1, 11))
    scores = [result["score"] for result in answer["results"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for result in answer["results"]:
        assert {
            "id",
            "kind",
            "title",
            "municipality",
            "publisher",
            "authors",
            "year",
            "language",
            "series",
            "commissioned_by",
            "url",
            "more_urls",
            "file_url",
            "full_text",
            "about",
            "about_source",
            "topics",
            "places",
        } <= set(result["document"])
        assert 1 <= len(result["passages"]) <= 3
        # A description may be better than any passage of the document that is shown.
        assert result["score"] >= result["passages"][0]["score"]
        assert result["verdict"] in ("good", "weak", "none")
        for passage in result["passages"]:
            assert list(passage) == [
                "id",
                "text",
                "heading",
                "table_head",
                "page",
                "page_label",
                "last_page",
                "last_page_label",
                "url",
                "score",
                "highlights",
                "also_in",
                "answer",
            ]
            if passage["answer"]:
                start, end = passage["answer"]
                assert 0 <= start < end <= len(passage["text"])
            for start, end in passage["highlights"]:
                lit = passage["text"][start:end]
                assert lit == lit.strip() != ""


def test_ask_shows_title_municipality_passage_and_address(real_command, built: Path) -> None:
    """What a person sees names the document, where it is from and what it says."""
    shown = real_command("ask", QUESTION, "--data", built).out
    assert shown.startswith("2 kilder svarer på spørsmålet. 2 kilder til kan være relevante.\n")
    assert len(shown.splitlines()) <= 40
    assert "Utleieboliger med tilvisningsavtale i Ringsaker" in shown
    assert "Eksempel · Ringsaker, Innlandet" in shown
    assert "https://veiviseren.no/" in shown
    assert "Kommunen får tilvisningsrett på 40 %" in shown
    assert "Her kan du se en film" not in shown
    everything = real_command("ask", QUESTION, "--all", "--data", built).out
    assert "Her kan du se en film" in everything
    assert len(everything.splitlines()) > 100


def test_limit_and_filters_narrow_the_results(command, fake_built: Path) -> None:
    """Filters are exact, and a limit is a limit."""

    def found(*flags: str) -> list[dict]:
        answer = command("ask", "bolig for eldre", "--json", "--data", fake_built, *flags).json
        return [result["document"] for result in answer["results"]]

    assert len(found("--limit", "3")) == 3
    assert {d["kind"] for d in found("--kind", "plan", "--limit", "31")} == {"plan"}
    assert len(found("--kind", "plan", "--limit", "31")) == 5
    assert len(found("--municipality", "bodø", "--limit", "31")) == 3
    assert len(found("--municipality", "Bodø kommune", "--limit", "31")) == 3
    assert sorted(d["year"] for d in found("--since", "2019", "--limit", "31")) == [
        2019,
        *[2020] * 4,
        *[2021] * 2,
    ]
    assert found("--municipality", "Bergen") == []
    assert found("--kind", "plan", "--municipality", "Asker")[0]["municipality"] == "Asker"


def test_every_filter_is_exact(command, fake_built: Path) -> None:
    """County, publisher, language and a range of years keep all that they should and no more."""

    def titles(*flags: str) -> list[str]:
        answer = command(
            "ask", "bolig", "--json", "--limit", "31", "--data", fake_built, *flags
        ).json
        return sorted(result["document"]["title"] for result in answer["results"])

    assert titles("--county", "akershus") == [
        "Asker kommune: kommuneplanens samfunnsdel (2020-2032)",
        "Det gode nabolag",
        "En inkluderende boligpolitikk",
    ]
    assert len(titles("--publisher", "nibr")) == 6
    assert len(titles("--publisher", "NOVA")) == 5
    assert titles("--publisher", "NOV") == []
    assert titles("--text-language", "nn") == [
        "Implementering av FN sine berekraftsmål i Bømlo kommune",
        "Sentrumsprosjekt gav bustadvekst i Vegårshei",
        "Ulstein kommune: bustadpolitisk handlingsplan (2021-2024)",
    ]
    assert len(titles("--since", "2015", "--until", "2017")) == 6


def test_quoted_words_are_required_as_they_stand(command, fake_built: Path) -> None:
    """Every passage shown holds the phrase; a phrase that nothing holds finds nothing."""
    for quoted in ('"kommunal tomt"', "«kommunal tomt»", "“Kommunal tomt”"):
        answer = command("ask", f"billigere boliger {quoted}", "--json", "--data", fake_built).json
        passages = [p for result in answer["results"] for p in result["passages"]]
        assert passages
        assert all("kommunal tomt" in passage["text"] for passage in passages)
    answer = command("ask", '"kommunal tom"', "--json", "--data", fake_built).json
    assert (answer["verdict"], answer["results"]) == ("none", [])


def test_like_finds_similar_examples_without_itself(command, fake_built: Path) -> None:
    """The other example with a referral agreement is the most like the one."""
    ringsaker = "utleieboliger-med-tilvisningsavtale-i-ringsaker"
    answer = command("ask", "--like", ringsaker, "--json", "--data", fake_built).json
    ids = [result["document"]["id"] for result in answer["results"]]
    assert ids[0] == "ulsholtveien-31-oslo-36-utleieboliger"
    assert ringsaker not in ids
    scores = [result["score"] for result in answer["results"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    outcome = command("ask", "--like", "finnes-ikke", "--data", fake_built)
    assert outcome.code == 1
    assert "«finnes-ikke»" in outcome.err


def test_what_was_also_searched_is_shown_and_can_be_switched_off(command, fake_built: Path) -> None:
    """English terms are searched for in Norwegian too, and the reader is told."""
    question = "rent-to-own for families"
    assert "Vi søkte også etter: leie til eie" in command("ask", question, "--data", fake_built).out
    answer = command("ask", question, "--json", "--own-words", "--data", fake_built).json
    assert answer["also_searched"] == []


def test_a_correction_is_offered_and_not_forced(command, fake_built: Path) -> None:
    """The misspelt question is answered as it is."""
    answer = command("ask", "utlieboliger i Ringsaker", "--json", "--data", fake_built).json
    assert answer["suggestion"] == "utleieboliger i Ringsaker"
    assert answer["question"] == "utlieboliger i Ringsaker"
    assert answer["results"][0]["document"]["municipality"] == "Ringsaker"
    assert answer["results"][0]["matched"] == ["title", "municipality"]


def test_nothing_passes_the_filters_is_an_answer(command, fake_built: Path) -> None:
    """No document left is verdict none and exit code 0."""
    outcome = command("ask", QUESTION, "--municipality", "Bergen", "--data", fake_built)
    assert outcome.code == 0
    assert outcome.out.startswith("Vi har ingen kilder fra Bergen. Nærmest: ")


def test_ask_file_answers_every_line_in_order(command, fake_built: Path, tmp_path: Path) -> None:
    """One JSON object a line; a line that is no question has its error in its place."""
    file = tmp_path / "questions.txt"
    file.write_text(f"{QUESTION}\r\n\nleie til eie\n???\n", encoding="utf-8-sig")
    outcome = command("ask", "--file", file, "--json", "--data", fake_built)
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [row["question"] for row in rows] == [QUESTION, "", "leie til eie", "???"]
    assert rows[0]["results"][0]["rank"] == 1
    assert rows[1] == {"question": "", "error": "Skriv hva du vil søke etter."}
    assert rows[2]["results"][0]["document"]["municipality"] == "Gjøvik"
    assert rows[3]["error"] == "Spørsmålet har ingen ord. Skriv hva du lurer på."
    assert outcome.code == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "mac_roman"])
def test_ask_file_reads_what_any_editor_saved(
    command, fake_built: Path, tmp_path: Path, encoding: str
) -> None:
    """Windows calls them "Unicode" and "ANSI"."""
    file = tmp_path / "questions.txt"
    file.write_bytes("hvordan få flere boliger på bygda?".encode(encoding))
    outcome = command("ask", "--file", file, "--json", "--data", fake_built)
    assert outcome.json["question"] == "hvordan få flere boliger på bygda?"


def test_a_language_is_asked_for_by_its_code(command, fake_built: Path) -> None:
    """One that no text is in finds nothing; a name is no code."""
    asked = ("ask", "bolig", "--data", fake_built, "--text-language")
    assert command(*asked, "se", "--json").json["results"] == []
    refused = command(*asked, "samisk")
    assert (refused.code, refused.err) == (
        2,
        "Ugyldig verdi for --text-language: ventet nb, nn, en, ….\n",
    )


def test_ask_file_reads_standard_input(command, fake_built: Path, monkeypatch) -> None:
    """A dash is standard input, and without --json each answer stands under its question."""
    stream = io.TextIOWrapper(io.BytesIO(b"leie til eie\n"))
    monkeypatch.setattr(sys, "stdin", stream)
    outcome = command("ask", "--file", "-", "--data", fake_built)
    assert outcome.code == 0
    assert "leie til eie" in outcome.out
    assert "Leie før eie i Gjøvik" in outcome.out


def test_the_first_ask_builds_the_index_and_says_so(command, tmp_path: Path) -> None:
    """A bare data folder is filled, told of on standard error alone."""
    data = tmp_path / "new" / "data"
    outcome = command("ask", QUESTION, "--json", "--data", data)
    assert outcome.code == 0
    assert len(outcome.json["results"]) == 10
    assert "Det finnes ingen indeks ennå. Bygger den av 31 dokumenter" in outcome.err
    assert "Indeksen er klar: 31 dokumenter, 46 avsnitt." in outcome.err
    again = command("ask", QUESTION, "--json", "--data", data)
    assert again.err == ""
    assert again.json["results"] == outcome.json["results"]


def test_a_changed_corpus_updates_the_index(command, fake_built: Path, tmp_path: Path) -> None:
    """An index of an older corpus is brought up to date by the next command that needs it."""
    data, corpus = tmp_path / "data", tmp_path / "corpus"
    shutil.copytree(fake_built, data)
    shutil.copytree(ROOT / "corpus", corpus)
    page = corpus / "veiviseren.txt"
    page.write_text(page.read_text("utf-8").replace("ca. 70 boliger", "ca. 71 boliger"), "utf-8")
    outcome = command("ask", "det gode nabolag", "--json", "--data", data, "--corpus", corpus)
    assert "Oppdaterer indeksen." in outcome.err
    assert "ca. 71 boliger" in outcome.out


def test_list_json_is_an_array_of_the_documents(
    command, fake_built: Path, documents: tuple[Document, ...]
) -> None:
    """Every document is there, with the keys of the contract."""
    rows = command("list", "--json", "--data", fake_built).json
    assert [row["id"] for row in rows] == [document.id for document in documents]
    wanted = {"id", "kind", "title", "municipality", "language", "passages", "full_text"}
    assert all(wanted <= set(row) for row in rows)
    assert sum(row["passages"] for row in rows) == 46
    assert [row["full_text"] for row in rows].count(False) == 11


def test_list_shows_a_table(command, fake_built: Path) -> None:
    """A person gets a table with every title."""
    shown = command("list", "--data", fake_built).out
    assert "Ladesletta helse- og velferdssenter" in shown
    assert "Kommunal plan" in shown


def test_one_document_is_searched_alone(command, fake_built: Path) -> None:
    """By its id; an id that no document has is told."""
    ringsaker = "utleieboliger-med-tilvisningsavtale-i-ringsaker"
    options = ("--document", ringsaker, "--json", "--data", fake_built)
    answer = command("ask", "hvor lenge varer avtalen?", *options).json
    assert [result["document"]["id"] for result in answer["results"]] == [ringsaker]
    outcome = command("ask", "bolig", "--document", "nope", "--data", fake_built)
    assert outcome.code == 1
    assert "«nope»" in outcome.err


def test_doctor_finds_everything_in_order(command, fake_built: Path) -> None:
    """A healthy installation is said to be so."""
    outcome = command("doctor", "--data", fake_built)
    assert outcome.code == 0
    assert "31 dokumenter, 46 avsnitt" in outcome.out
    rows = command("doctor", "--json", "--data", fake_built).json
    assert [row["check"] for row in rows] == [
        "settings",
        "encoder",
        "corpus",
        "library",
        "data",
        "index",
        "access",
    ]
    assert all(row["ok"] for row in rows)


def test_doctor_tells_how_each_report_was_read(command, with_report: Path) -> None:
    """A line for each, with the pages that have no text."""
    outcome = command("doctor", "--data", with_report)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    found = next(n for n, line in enumerate(lines) if "rapporter: 1, sider: 5" in line)
    assert lines[found + 1].startswith(
        "  Vannbåren varme i rekkehus: 5 sider lest, på bokmål, 0,0 % overlange ord, "
    )
    assert lines[found + 1].endswith(", 1 side uten tekst (4)")
    assert lines[found + 2].startswith("  Overlange ord er trolig ord der mellomrommene er borte")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nn", ("5 sider lesne", "0,0 % overlange ord", "lesen med pdfium", "Overlange ord er")),
        ("en", ("5 pages read", "0.0% overlong words", "read by pdfium", "Overlong words have")),
    ],
)
def test_doctor_tells_it_in_the_users_language(
    command, with_report: Path, language: str, words: tuple[str, ...]
) -> None:
    """All of the measures, and what they mean."""
    out = command("doctor", "--data", with_report, "--language", language).out
    assert [word for word in words if word not in out] == []


def test_doctor_before_anything_is_built(command, tmp_path: Path) -> None:
    """No index yet is no illness."""
    outcome = command("doctor", "--data", tmp_path / "none" / "yet")
    assert outcome.code == 0
    assert "ikke bygd ennå" in outcome.out


def test_doctor_names_what_is_wrong(command, fake_built: Path, tmp_path: Path) -> None:
    """A damaged file is named, the other checks still run, and the exit code is 1."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    (damaged,) = data.glob("generations/*/*/passages.jsonl")
    damaged.write_text("{}\n")
    outcome = command("doctor", "--data", data, "--corpus", tmp_path / "no-corpus")
    assert outcome.code == 1
    assert "passages.jsonl mangler eller er skadet" in outcome.out
    assert "Kan ikke lese kildefilen" in outcome.out
    assert "Språkmodell: i orden" in outcome.out


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("?!… --", "Spørsmålet har ingen ord. Skriv hva du lurer på.\n"),
        (
            "bolig " * 1667,
            (
                "Spørsmålet er på 10001 tegn; det kan være høyst 2000. "
                "Kort det ned til det viktigste.\n"
            ),
        ),
    ],
)
def test_what_is_no_question_gets_one_sentence(
    command, fake_built: Path, question: str, sentence: str
) -> None:
    """Each kind of non-question is told apart, with exit code 1 and nothing on standard output."""
    outcome = command("ask", question, "--data", fake_built)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", sentence)


def test_ask_without_a_question_says_so(command, fake_built: Path) -> None:
    """Neither a question nor a file is an empty question."""
    outcome = command("ask", "--data", fake_built)
    assert (outcome.code, outcome.err) == (1, "Skriv hva du vil søke etter.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ask", "x", "--nope"], "Valget --nope finnes ikke."),
        (["--nope"], "Valget --nope finnes ikke."),
        (["spør"], "Kommandoen «spør» finnes ikke."),
        (["ask", "x", "--limit", "0"], "Ugyldig verdi for --limit: ventet 1–1000."),
        (["ask", "x", "--limit", "mange"], "Ugyldig verdi for --limit: ventet 1–1000."),
        (
            ["ask", "x", "--kind", "hus"],
            "Ugyldig verdi for --kind: ventet guidance, plan, report, example.",
        ),
        (
            ["ask", "x", "--file", "y"],
            "Skriv enten et spørsmål, --file eller --like, ikke flere av dem.",
        ),
        (["ask", "x", "y"], "For mange argumenter: y. Se «eksempelfinner ask --help»."),
        (["ask", "x", "y", "z\nw"], "For mange argumenter: y z w."),
        (["ask", "x", "--limit"], "--limit mangler en verdi."),
        (["ask", "x", "--json=ja"], "--json tar ingen verdi."),
        (["add"], "FIL mangler. Se «eksempelfinner add --help»."),
        (["--threads", "2"], "Skriv hvilken kommando du vil kjøre."),
        (["export-index", "."], "Det er en mappe. Skriv navnet på en fil."),
        (["serve", "--port", "99999"], "Ugyldig verdi for --port: ventet 0–65535."),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    command, arguments: list[str], sentence: str
) -> None:
    """Wrong usage never starts any work."""
    outcome = command(*arguments)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1
    assert outcome.out == ""


def test_errors_are_told_in_the_language_asked_for(command, fake_built: Path) -> None:
    """The flag decides, wherever it stands."""
    assert (
        "Skriv kva du vil søkje etter"
        in command("ask", "--language", "nn", "--data", fake_built).err
    )
    assert "Write what you want to search for" in command("--language=en", "ask").err


@pytest.fixture
def english_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A settings file that chooses English."""
    file = tmp_path / "settings.toml"
    file.write_text('language = "en"\n')
    monkeypatch.setenv("EKSEMPELFINNER_CONFIG", str(file))


def test_the_settings_file_chooses_the_language_of_everything(
    command, english_settings: None, fake_built: Path
) -> None:
    """Answers, errors, wrong usage and help alike."""
    assert "may be relevant" in command("ask", "bolig", "--data", fake_built).out
    assert "has no words" in command("ask", "???").err
    assert "There is no option --nope" in command("ask", "--nope").err
    assert "There is no command" in command("nope").err
    assert "Ask a question" in command("ask", "--help").out
    assert "Ask a question" in command("--help").out
    assert "Show this help" in command("--help").out


def test_the_environment_beats_the_file_and_a_flag_beats_both(
    command, english_settings: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of all settings, also for an error."""
    monkeypatch.setenv("EKSEMPELFINNER_LANGUAGE", "nn")
    assert "Spørsmålet har ingen ord" in command("ask", "???", "--language", "nb").err
    assert command("ask", "???").err == command("ask", "???", "--language", "nn").err
    assert command("ask", "???").err != command("ask", "???", "--language", "nb").err
    monkeypatch.setenv("EKSEMPELFINNER_LANGUAGE", "klingon")
    assert "language" in command("ask", "bolig").err


def test_a_word_that_is_also_a_language_changes_nothing(command) -> None:
    """Only the value of the flag names a language, and nothing behind a bare "--" is a flag."""
    assert command("ask", "nn", "--file", "en", "--like", "nn").err.startswith("Skriv enten")
    assert named_language(["ask", "nn"]) is None
    assert named_language(["ask", "--", "--language", "nn"]) is None
    assert named_language(["--language=en", "ask", "--language", "nn"]) == "nn"
    assert named_language(["ask", "--language"]) is None


def test_a_missing_or_unreadable_question_file_is_told(command, tmp_path: Path) -> None:
    """Missing, or a folder."""
    for file in (tmp_path / "missing.txt", tmp_path):
        outcome = command("ask", "--file", file)
        assert outcome.code == 1
        assert outcome.err.startswith(f"Filen {file} kan ikke leses")
        assert outcome.err.count("\n") == 1


def test_a_data_folder_that_leads_nowhere_is_told(command, tmp_path: Path) -> None:
    """A loop of links cannot be read by anybody, root included."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for arguments in (["ask", QUESTION], ["list"], ["build"], ["doctor"]):
        outcome = command(*arguments, "--data", loop)
        assert outcome.code == 1
        told = outcome.err + outcome.out
        assert f"Datamappen {loop} kan ikke brukes" in told
        assert "Traceback" not in told


def test_a_data_folder_that_is_a_file_is_told(command, tmp_path: Path) -> None:
    """The remedy is another folder."""
    file = tmp_path / "file"
    file.write_text("mine")
    outcome = command("ask", QUESTION, "--data", file)
    assert outcome.code == 1
    assert outcome.err.splitlines()[-1].endswith("Velg en annen med --data.")
    assert file.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_data_folder_is_told(command, fake_built: Path, tmp_path: Path) -> None:
    """A folder without permission is an error, and its content is untouched."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    data.chmod(0)
    try:
        outcome = command("ask", QUESTION, "--data", data)
    finally:
        data.chmod(0o700)
    assert outcome.code == 1
    assert "Velg en annen med --data." in outcome.err
    assert command("ask", QUESTION, "--data", data).code == 0


def test_an_index_of_another_encoder_is_told_and_kept(
    command, fake_built: Path, tmp_path: Path
) -> None:
    """Both values are named, and the command that mends it."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    (manifest,) = data.glob("generations/*/manifest.json")
    values = json.loads(manifest.read_text())
    del values["sha256"]
    values["encoder"]["name"] = "some/other-model"
    manifest.write_text(manifest_text(values))
    outcome = command("ask", QUESTION, "--data", data)
    assert outcome.code == 1
    assert outcome.err == (
        "Indeksen er bygd med name «some/other-model», men programmet bruker nå "
        "«fake». Kjør «eksempelfinner build» med samme modell for å "
        "bygge den på nytt.\n"
    )
    assert json.loads(manifest.read_text())["encoder"]["name"] == "some/other-model"
    assert command("build", "--data", data).code == 0
    assert command("ask", QUESTION, "--data", data).code == 0


def outdated(data: Path) -> Path:
    """Make the live index of a data folder one of an older format; return its manifest."""
    (manifest,) = data.glob("generations/*/manifest.json")
    values = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**values, "format": FORMAT - 1}))
    return manifest


def test_an_older_index_is_built_anew_and_nothing_is_lost(
    command, fake_built: Path, tmp_path: Path
) -> None:
    """The next command says so in one sentence; what was added is still there."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    report = tmp_path / "rein.md"
    report.write_text("# Reindrift\n\nReinsdyrene fores to ganger om dagen i fjellet.\n", "utf-8")
    assert command("add", report, "--data", data).code == 0
    before = command("list", "--json", "--data", data).json
    for old in data.glob("generations/*"):
        if old.name != (data / "current").read_text():
            shutil.rmtree(old)
    outdated(data)
    first = command("ask", QUESTION, "--json", "--data", data)
    assert (first.code, len(first.json["results"])) == (0, 10)
    sentence, done = first.err.splitlines()
    assert sentence.startswith("Indeksen er fra en eldre utgave av programmet. Bygger den på nytt")
    assert done == "Indeksen er klar: 32 dokumenter, 47 avsnitt."
    assert command("ask", QUESTION, "--data", data).err == ""
    assert command("list", "--json", "--data", data).json == before


@pytest.mark.parametrize("arguments", [["list"], ["add", "FILE"], ["build"]])
def test_any_command_mends_an_older_index(
    command, fake_built: Path, tmp_path: Path, arguments: list[str]
) -> None:
    """Not only a question does; `doctor` says what will happen, and counts it as well."""
    data = Path(shutil.copytree(fake_built, tmp_path / "data"))
    manifest = outdated(data)
    told = command("doctor", "--data", data)
    assert (told.code, "neste kommando bygger den på nytt" in told.out) == (0, True)
    file = tmp_path / "rein.md"
    file.write_text("# Reindrift\n\nReinsdyrene fores to ganger om dagen i fjellet.\n", "utf-8")
    given = [file if argument == "FILE" else argument for argument in arguments]
    assert command(*given, "--data", data).code == 0
    assert (data / "current").read_text() != manifest.parent.name
    assert "alle kontrollsummer stemmer" in command("doctor", "--data", data).out


def test_an_index_of_a_newer_program_is_kept(command, fake_built: Path, tmp_path: Path) -> None:
    """Only an explicit build replaces what this version does not know."""
    data = Path(shutil.copytree(fake_built, tmp_path / "data"))
    manifest = outdated(data)
    values = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**values, "format": FORMAT + 1}))
    assert command("ask", QUESTION, "--data", data).code == 1
    assert (data / "current").read_text() == manifest.parent.name


def test_a_damaged_index_is_told_and_build_mends_it(
    command, fake_built: Path, tmp_path: Path
) -> None:
    """`doctor` names the file, and the command that mends it."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    (damaged,) = data.glob("generations/*/*/vectors.npy")
    whole = damaged.read_bytes()
    # Cut short, and with one bit turned, which is not seen before it is read.
    for spoilt in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        damaged.write_bytes(spoilt)
        outcome = command("doctor", "--data", data)
        assert "vectors.npy mangler eller er skadet" in outcome.out
    assert command("build", "--data", data).code == 0
    assert command("ask", QUESTION, "--data", data).code == 0


@pytest.mark.encoder  # loads the libraries, if not the model
def test_an_unusable_model_is_told(command, tmp_path: Path) -> None:
    """A folder that holds no model is an error of one sentence."""
    outcome = command("ask", QUESTION, "--model", tmp_path, "--data", tmp_path / "data")
    assert outcome.code == 1
    assert outcome.err.startswith(f"Modellen «{tmp_path}» kan ikke brukes")


@pytest.mark.parametrize("short", [1, 1_000, 1_000_000])
def test_a_full_disk_keeps_the_old_index(fake_built: Path, tmp_path: Path, short: int) -> None:
    """A build that runs out of room says so, be it by a byte, and the old index stays live."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    before = (data / "current").read_text()
    (codes,) = data.glob("generations/*/*/tokens/rows.npy")
    largest = codes.stat().st_size
    limit = largest - short
    done = subprocess.run(
        [sys.executable, "-m", "tests.fake_command", "build", "--data", data],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Det er ikke plass til indeksen" in done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "current").read_text() == before
    assert not list(data.glob("generations/*.unfinished"))


def test_help_is_quick_to_import(tmp_path: Path) -> None:
    """The help of every command is there without torch, gradio or numpy."""
    script = (
        "import sys\n"
        "from assistant.cli import run\n"
        "code = run(sys.argv[1:])\n"
        "heavy = {'torch', 'gradio', 'numpy', 'faiss', 'transformers'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else code)\n"
    )
    for arguments in (["--help"], ["ask", "--help"], []):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        assert "eksempelfinner" in done.stdout


def test_every_command_has_help_in_three_languages(tmp_path: Path) -> None:
    """Help texts follow the environment."""
    for language, word in (("nb", "Still et spørsmål"), ("nn", "Still eit"), ("en", "Ask a ")):
        done = subprocess.run(
            [sys.executable, "-c", "from assistant.cli import main; main()", "ask", "--help"],
            capture_output=True,
            text=True,
            env={**os.environ, "EKSEMPELFINNER_LANGUAGE": language},
            cwd=tmp_path,
        )
        assert word in done.stdout


def test_evaluate_json_keeps_its_contract(real_command, built: Path, tmp_path: Path) -> None:
    """A file of three questions is measured at every stage."""
    file = tmp_path / "questions.toml"
    file.write_text(
        '[[question]]\ntext = "leie før eie i Gjøvik"\nkind = "nb"\n'
        'relevant = ["leie-for-eie-i-gjovik"]\n'
        '[[question]]\ntext = "batteriparken i Hammerfest"\nkind = "nb"\n'
        'relevant = ["kirkeparken-omsorgssenter-batteriparken"]\n'
        '[[question]]\ntext = "oppskrift på vafler"\nkind = "unrelated"\nrelevant = []\n',
        encoding="utf-8",
    )
    run = real_command("evaluate", "--questions", file, "--json", "--data", built).json
    assert (run["queries"], run["passages"]) == (3, 46)
    assert set(run["stages"]) == {"dense", "lexical", "fused", "final"}
    for measures in run["stages"].values():
        assert set(measures) == {"ndcg@10", "recall@10", "mrr@10", "top1"}
    assert run["stages"]["final"] == {"ndcg@10": 1, "recall@10": 1, "mrr@10": 1, "top1": 1}
    assert {"auc", "answered", "refused"} <= set(run["abstention"])
    assert run["abstention"]["auc"] == 1
    assert run["abstention"]["answered"] == 1
    assert run["seconds"]["total"] > 0


def test_evaluate_shows_a_table(command, fake_built: Path, tmp_path: Path) -> None:
    """A person gets the stages by name."""
    file = tmp_path / "questions.toml"
    file.write_text(
        '[[question]]\ntext = "prosessplan"\nrelevant = ["hvordan-lage-en-god-prosessplan"]'
    )
    shown = command("evaluate", "--questions", file, "--data", fake_built).out
    assert "final" in shown
    assert "nDCG@10" in shown


def test_evaluate_reads_a_beir_folder(command, tmp_path: Path) -> None:
    """Every entry of the corpus is one passage, and the index of it is kept for the next time."""
    beir = tmp_path / "beir"
    (beir / "qrels").mkdir(parents=True)
    entries = {
        "a": "Oslo er hovedstaden i Norge.",
        "b": "Reven er et rovdyr.",
        "c": "Tog går på skinner.",
    }
    (beir / "corpus.jsonl").write_text(
        "".join(json.dumps({"_id": i, "title": "", "text": t}) + "\n" for i, t in entries.items())
    )
    (beir / "queries.jsonl").write_text(
        json.dumps({"_id": "q1", "text": "Hva er hovedstaden?"})
        + "\n"
        + json.dumps({"_id": "q2", "text": "ikke bedømt"})
        + "\n"
    )
    (beir / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tb\t0\n")
    data = tmp_path / "data"
    run = command("evaluate", "--beir", beir, "--json", "--data", data).json
    assert (run["queries"], run["passages"]) == (1, 3)
    assert run["stages"]["final"]["top1"] == 1
    assert run["abstention"]["auc"] is None
    assert len(list(data.glob("evaluations/*/current"))) == 1
    assert not (data / "current").exists()


def test_a_broken_question_file_is_told(command, fake_built: Path, tmp_path: Path) -> None:
    """Neither TOML nor complete nor BEIR: one sentence each."""
    broken = tmp_path / "broken.toml"
    broken.write_text("[[question]\n")
    incomplete = tmp_path / "incomplete.toml"
    incomplete.write_text('[[question]]\ntext = "hei"\n')
    for flags in (
        ("--questions", broken),
        ("--questions", incomplete),
        ("--questions", tmp_path / "missing.toml"),
        ("--beir", tmp_path),
    ):
        outcome = command("evaluate", *flags, "--data", fake_built)
        assert outcome.code == 1
        assert "kan ikke leses" in outcome.err
        assert outcome.err.count("\n") == 1


def test_calibrate_writes_what_the_verdict_then_uses(
    command, fake_built: Path, tmp_path: Path
) -> None:
    """The fitted file belongs to the encoder, and a broken one is told."""
    data = tmp_path / "data"
    shutil.copytree(fake_built, data)
    file = tmp_path / "questions.toml"
    rows = [
        (
            "utleieboliger med tilvisningsavtale",
            '["utleieboliger-med-tilvisningsavtale-i-ringsaker"]',
        ),
        ("leie før eie for barnefamilier", '["leie-for-eie-i-gjovik"]'),
        ("velferdsteknologi i omsorgssenter", '["ladesletta-helse-og-velferdssenter"]'),
        ("beste vinterdekk til elbil", "[]"),
        ("hvem vant eliteserien i fotball", "[]"),
        ("oppskrift på rømmegrøt", "[]"),
    ]
    file.write_text(
        "".join(
            f'[[question]]\ntext = "{text}"\nkind = "{"nb" if relevant != "[]" else "near-miss"}"\n'
            f"relevant = {relevant}\n"
            for text, relevant in rows
        )
    )
    outcome = command("calibrate", "--questions", file, "--data", data)
    assert outcome.code == 0
    fitted = json.loads((data / "verdict.json").read_text())
    assert fitted["questions"] == 6
    assert fitted["command"] == "eksempelfinner calibrate"
    assert (
        command("ask", "oppskrift på rømmegrøt", "--json", "--data", data).json["verdict"] != "good"
    )
    file.write_text("".join(file.read_text().partition('[[question]]\ntext = "beste')[:1]))
    outcome = command("calibrate", "--questions", file, "--data", data)
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert "Kalibreringen trenger både" in outcome.err
    (data / "verdict.json").write_text("{")
    outcome = command("ask", QUESTION, "--data", data)
    assert outcome.code == 1
    assert "verdict.json kan ikke leses" in outcome.err


def test_serve_tells_of_a_taken_port(command, fake_built: Path) -> None:
    """A clash shows at once, before the encoder is loaded."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = command("serve", "--port", str(port), "--data", fake_built)
    assert outcome.code == 1
    assert outcome.err == (
        f"Porten {port} på 127.0.0.1 er opptatt eller kan ikke brukes. Velg en annen med --port.\n"
    )
