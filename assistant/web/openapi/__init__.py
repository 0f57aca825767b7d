"""The description of the site's own routes, as OpenAPI 3.1: for programs, and for who writes them.

`parameters` has what addresses take, by their names in `assistant.web.request.address`; `schemas`
the JSON that comes back; `operations` each route with both; and `description` puts together those
that an application has. What people read in it stands in assistant/texts/, like all else. Gradio's
routes are no interface of ours, and are not in it.
"""
