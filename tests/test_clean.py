import pytest

from ingest.clean import clean, read_page
from ingest.dateline import Dateline, dateline

BODY = "Rebels attacked a post near the border. Two soldiers were killed, the army said."


@pytest.mark.parametrize(
    "line",
    [
        "FacebookWhatsAppTelegramLinkedInXPrintCopy LinkGoogle TranslateGmailThreadsShare",
        "Facebook Twitter WhatsApp",
        "Share.",
        "Share:",
        "Share this article on Facebook",
        "Read more",
        "Read more: Army denies losses in the north",
        "ALSO READ | Army denies losses in the north",
        "Read full news in source page",
        "Exit mobile version",
        "Exit mobile versionexample-news.com",
        "This Post Has 0 Comments",
        "error: Content is protected !!",
        "No comments yet. Be the first to comment!",
        "Advertisement",
        "Leave a Reply",
        "This website uses cookies to improve your experience. Accept all cookies",
        "We use cookies to give you the best experience.",
        "Home » World » Africa",
        "DEFENCE / MILITARY AFFAIRS / FOREIGN AFFAIRS",
        "Sign up for our daily newsletter",
        "© 2024 Example News. All rights reserved.",
        "Tags: Sudan, El Fasher",
        "4 min read",
        "www.example.com",
    ],
)
def test_line_of_the_site_goes(line: str) -> None:
    assert clean(f"{BODY}\n\n{line}\n\n{BODY}\n{line}") == f"{BODY}\n\n{BODY}"


@pytest.mark.parametrize(
    "glued",
    [
        "Read full news in source page",
        "Share.\nExit mobile versionexample.org",
        "FacebookWhatsAppTelegramShare",
        "error: Content is protected !!",
        " Leave a Reply",
    ],
)
def test_site_glued_to_the_last_sentence_goes(glued: str) -> None:
    assert clean(BODY + glued) == BODY


def test_site_glued_before_the_dateline_goes() -> None:
    assert clean("Read full news in source pagePESHAWAR: " + BODY) == "PESHAWAR: " + BODY


@pytest.mark.parametrize(
    "line",
    [
        "He told reporters to share the blame with the government.",
        "Share prices fell after the attack.",
        "By March 12 the siege was over.",
        "Residents shared videos on Facebook, Telegram and X.",
        "Search teams found ten bodies.",
        "Related clashes killed three people.",
        "Follow us, the gunman told the hostages.",
        "Home Minister Ali Noor said 12 died.",
        "More from the minister is expected on Monday.",
        "Loading the wounded into cars took an hour.",
        "The army read more than the statement.",
        "Comments by the minister drew anger.",
        "Copyright lawyers were among the dead.",
        "Join the army or die, they were told.",
    ],
)
def test_sentence_of_the_article_stays(line: str) -> None:
    assert line in clean(f"{BODY}\n\n{line}\n\n{BODY}")


def test_missing_space_after_a_full_stop() -> None:
    assert clean("The siege ended.The army said 33 died.“It is over,” he said.") == (
        "The siege ended. The army said 33 died. “It is over,” he said."
    )


@pytest.mark.parametrize("text", ["The U.S.-led force left.", "He wrote on Booking.Com.", "It fired 7.62mm rounds."])
def test_full_stop_inside_a_word_stays(text: str) -> None:
    assert clean(text) == text


def test_white_space_and_characters_are_normal() -> None:
    assert clean("\ufeffTwo\u00a0men\tdied\u200b.\r\n\r\n\r\nCafe\u0301 hit.") == "Two men died.\n\nCafé hit."


def test_quotes_stay_as_they_are() -> None:
    assert clean('“We deny it,” he said, ‘again’ and "again".') == '“We deny it,” he said, ‘again’ and "again".'


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    wrapped = (
        "The command has reported that about fifty villagers of various\n"
        "ages have been kidnapped by armed men of the front in the eastern\n"
        "department. The mass kidnapping took place on the last day of\n"
        "the year.\n\nThe source said more."
    )
    assert clean(wrapped).split("\n\n") == [" ".join(wrapped.split("\n\n")[0].split("\n")), "The source said more."]


def test_paragraphs_without_blank_lines_are_parted() -> None:
    assert clean(f"{BODY}\nRising Tension\n{BODY}") == f"{BODY}\n\nRising Tension\n\n{BODY}"


def test_headline_author_and_site_are_read_off_the_top() -> None:
    page = read_page(
        f"example.org\nArmy Says 12 Killed in Raid\nShare\nBy Jane Doe | Editor\nArmy says 12 killed in raid\n{BODY}"
    )
    assert page.title == "Army Says 12 Killed in Raid"
    assert (page.author, page.publisher) == ("Jane Doe", "example.org")
    assert page.text == f"Army Says 12 Killed in Raid\n\n{BODY}"


@pytest.mark.parametrize("text", [BODY, f"{BODY}\n{BODY}", f"KABUL, March 3: {BODY}\n{BODY}", "One line alone"])
def test_no_headline(text: str) -> None:
    assert read_page(text).title is None


@pytest.mark.parametrize(
    "byline", ["By Jane Doe", "BY JANE DOE", "By Jane Doe and Ali bin Said in Kabul", "Written by Jane Doe, Reuters"]
)
def test_byline(byline: str) -> None:
    page = read_page(f"{byline}\n{BODY}")
    assert page.author
    assert page.text == BODY


@pytest.mark.parametrize(
    ("text", "place", "date", "agency"),
    [
        ("PESHAWAR: Airstrikes hit a camp.", "PESHAWAR", None, None),
        ("Islamabad, March 12: The toll rose.", "Islamabad", "XXXX-03-12", None),
        ("KABUL, March 3 (Reuters) - Gunmen fired.", "KABUL", "XXXX-03-03", "Reuters"),
        ("PORT-AU-PRINCE, Haiti (AP) — Gangs attacked.", "PORT-AU-PRINCE, Haiti", None, "AP"),
        ("Quetta, Pakistan – A bomb went off.", "Quetta, Pakistan", None, None),
        ("SAN SALVADOR, 3 JAN 90 -- [TEXT] REBELS ATTACKED.", "SAN SALVADOR", "1990-01-03", None),
        ("LIMA, 9 JAN 90 (EFE) -- [TEXT] REBELS ATTACKED.", "LIMA", "1990-01-09", "EFE"),
        ("Khartoum, 14 April 2024 (AFP) - Shells fell.", "Khartoum", "2024-04-14", "AFP"),
        ("GENEVA/KHARTOUM (Reuters) - Shells fell.", "GENEVA/KHARTOUM", None, "Reuters"),
        ("(Reuters) - Shells fell.", None, None, "Reuters"),
        ("Army Says 12 Killed\n\nDERA ISMAIL KHAN: Gunmen fired.", "DERA ISMAIL KHAN", None, None),
    ],
)
def test_dateline(text: str, place: str | None, date: str | None, agency: str | None) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.place, found.date, found.agency) == (place, date, agency)


@pytest.mark.parametrize(
    "text",
    [
        "Background & Analysis: The province is poor.",
        "Ahmed Raza, Security Analyst: 'It is over.'",
        "BREAKING: Shells fell.",
        "Reaction: Anger.",
        "The army – and the police – left.",
        "UPDATE: Shells fell.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


def test_dateline_offsets() -> None:
    text = "Army Says 12 Killed\n\nKABUL, March 3 (Reuters) - Gunmen fired."
    found = dateline(text)
    assert isinstance(found, Dateline)
    assert text[found.start : found.end] == "KABUL, March 3 (Reuters) -"
