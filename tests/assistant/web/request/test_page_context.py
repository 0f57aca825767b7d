"""The addresses that a page writes for itself and the others, and the path of a request."""

from assistant.show.texts import texts_in
from assistant.web.request.address import Address
from assistant.web.request.page_context import PageContext
from assistant.web.request.path import path_in_site
from index.generation import Generation
from tests.conftest import RINGSAKER


def test_links_keep_what_they_do_not_change(fake_generation: Generation) -> None:
    """A link to another page keeps the language alone."""
    address = Address("en", "bolig", related=False, like="a")
    context = PageContext(address, texts_in("en"), "nb", fake_generation)
    assert context.link(question="x") == "?q=x&ord=egne&like=a&lang=en"
    document = fake_generation.document(RINGSAKER)
    assert document is not None
    assert context.to_document(document) == f"?q=bolig&ord=egne&dok={RINGSAKER}&lang=en"
    assert context.to_page() == "./?lang=en"
    assert context.to_page("om") == "om?lang=en"
    default = PageContext(Address("nb", "x"), texts_in("nb"), "nb", fake_generation)
    assert (default.to_page(), default.to_page("om"), default.to_page("")) == ("./", "om", "")


def test_the_path_is_that_inside_the_site() -> None:
    """Also behind a proxy that serves the site under a path."""
    assert path_in_site({"path": "/om"}) == "/om"
    assert path_in_site({"path": "/bolig/om", "root_path": "/bolig"}) == "/om"
    assert path_in_site({"path": "/bolig", "root_path": "/bolig"}) == ""
    assert path_in_site({"path": "/fil/bolig", "root_path": "/bolig"}) == "/fil/bolig"
