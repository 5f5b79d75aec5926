from tellings import telling

from graph.subjects import subject


def test_an_article_on_arrests_over_a_bombing_is_on_the_bombing() -> None:
    article = telling("one", "arrest", city="Quetta", killed=2)
    article.event("bombing", "A bomb had gone off a month before")
    assert subject(article.extraction()) == {"e2"}


def test_a_captivity_counts_with_its_rescue() -> None:
    article = telling("one", "abduction", city="Quetta")
    shooting = article.event("armed_attack", "Gunmen fired at a helicopter")
    rescue = article.event("rescue_operation", "Troops tried to free them")
    for event in (shooting, shooting, rescue, rescue):
        article.claim(event, "It went on for an hour")
    assert subject(article.extraction()) == {"e1", rescue}


def test_an_article_that_tells_of_no_event_is_on_none() -> None:
    article = telling("one", "bombing")
    article.events.clear()
    article.claims.clear()
    assert subject(article.extraction()) == frozenset()
