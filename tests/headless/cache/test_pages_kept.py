"""Pages stay in memory until what they show has changed, and not a moment longer."""


def test_a_page_is_made_once(front, make_article):
    url = make_article("One").url
    first = front.get(url)
    assert first.status == 200
    second = front.get(url)
    assert front.made == [url]
    assert (second.body, second.headers) == (first.body, first.headers)


def test_publishing_changes_the_page_and_its_list(front, commit, make_article, topics):
    one, two = make_article("One", topics[0]), make_article("Two", topics[1])
    assert "One" in front.get(one.url).text
    assert "One" in front.get("/articles/").text
    assert "Two" in front.get(two.url).text
    with commit():
        one.title = "Changed"
        one.save_revision().publish()
    assert "Changed" in front.get(one.url).text
    assert "Changed" in front.get("/articles/").text
    assert front.is_kept(two.url)
