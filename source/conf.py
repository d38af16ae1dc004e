import os
import tomllib
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import paperlist

# -- The language of this build --------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-internationalization

language = os.environ.get("DOCS_LANGUAGE", "en")
locale_dirs = [os.environ.get("DOCS_LOCALE", "../locale")]
gettext_compact = False
gettext_location = False
gettext_uuid = False

languages = tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8"))
paperlist_languages = {code: table["name"] for code, table in languages.items()}
paperlist_edit_url = os.environ.get("EDIT_URL", "")
paperlist_preview = "PREVIEW" in os.environ

# -- Project information ---------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#project-information

project = languages[language]["title"]
author = languages[language]["author"]
release = version = paperlist.__version__
project_copyright = languages[language]["copyright"]

# The name of the PDF, without extension; with CHAPTER it holds that page alone.
chapter = os.environ.get("CHAPTER", "")
book = "-".join(filter(None, ("awesome-2d-generative-models", chapter, language)))

# -- General ---------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#general-configuration

extensions = ["myst_parser", "paperlist", "plots"]
exclude_patterns = ["_*", "figures"]
templates_path = ["_templates"]
nitpicky = True
smartquotes = False
numfig = True
math_numfig = True
math_eqref_format = "({number})"

# -- MyST ------------------------------------------------------------------------------
# https://myst-parser.readthedocs.io/en/latest/configuration.html

myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
myst_dmath_allow_space = False
myst_dmath_allow_digits = False

# -- HTML ------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-html-output
# https://pradyunsg.me/furo/customisation/

html_theme = "furo"
html_title = project
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_baseurl = f"{os.environ['SITE_URL'].rstrip('/')}/{language}/" if os.environ.get("SITE_URL") else ""
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/downloads.html",
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {
    "sidebar_hide_name": False,
    "top_of_page_buttons": [],
    "light_css_variables": {"color-brand-primary": "#2b5c8a", "color-brand-content": "#2b5c8a"},
    "dark_css_variables": {"color-brand-primary": "#7fb2e5", "color-brand-content": "#7fb2e5"},
}
paperlist_export_dir = ".."
paperlist_landing = "../index.html"
# a language has a book if its fonts are known
paperlist_books = {
    code: f"../pdf/awesome-2d-generative-models-{code}.pdf"
    for code in paperlist_languages
    if Path(__file__).with_name("_latex").joinpath(f"book-{code}.sty").exists()
}
paperlist_epubs = {code: f"../epub/awesome-2d-generative-models-{code}.epub" for code in paperlist_books}

# -- LaTeX -----------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/latex.html

latex_engine = "xelatex"
latex_docclass = {"manual": "report"}  # Sphinx has one of its own for Japanese, which XeTeX does not read
latex_use_xindy = False
latex_domain_indices = False
latex_show_urls = "no"
latex_toplevel_sectioning = "chapter"
latex_documents = [(chapter or "index", f"{book}.tex", "" if chapter else project, author, "manual", False)]
latex_additional_files = [
    "_latex/bookfonts.sty",
    "_latex/book.sty",
    *(f"_latex/book-{code}.sty" for code in sorted({"en", language})),
]
latex_elements = {
    "papersize": {"a4": "a4paper", "letter": "letterpaper"}[os.environ.get("PAPER", "a4")],
    "pointsize": "11pt",
    "extraclassoptions": "openany",
    "fncychap": "",
    "polyglossia": "",
    "makeindex": "",
    "printindex": "",
    "babel": r"\usepackage[english]{babel}" if language == "en" else r"\usepackage{babel}",
    "fontenc": r"\usepackage{fontspec}",
    # behind amsmath and amssymb: unicode-math defines some of their commands anew
    "fontpkg": r"\usepackage{bookfonts}",
    "hyperref": r"\usepackage[unicode,psdextra,bookmarksnumbered,bookmarksopen,bookmarksopenlevel=0]{hyperref}"
    r"\usepackage{bookmark}\usepackage{hypcap}\urlstyle{same}",
    "preamble": (rf"\newcommand{{\booksubtitle}}{{{project}}}" if chapter else "")
    + (rf"\newcommand{{\booksite}}{{, \url{{{os.environ['SITE_URL']}}}}}" if os.environ.get("SITE_URL") else "")
    + rf"\usepackage{{book-{language}}}",
    "figure_align": "!htb",  # where there is room, without pages of their own
    "maketitle": r"\booktitlepage",
    "tableofcontents": r"\bookcontents",
    "atendofbody": r"\bookcolophon",
    "sphinxsetup": "div.note_title-background-TeXcolor={HTML}{E6EDF4},"
    "TitleColor={HTML}{2B5C8A},InnerLinkColor={HTML}{2B5C8A},OuterLinkColor={HTML}{2B5C8A}",
}
paperlist_book_exclude = ["explore", "contribute", "translate"]  # the explorer would print all papers once more

# -- EPUB ------------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-epub-output

epub_basename = f"awesome-2d-generative-models-{language}"
epub_language = language.replace("_", "-")
epub_identifier = uuid5(NAMESPACE_URL, epub_basename).urn
epub_uid = "identifier"
epub_cover = ("_images/cover.png", "epub-cover.html")
plots_cover = "overview"
epub_exclude_files = [f"{page}.xhtml" for page in paperlist_book_exclude]
epub_tocscope = "includehidden"
epub_tocdepth = 2
epub_tocdup = False
epub_use_index = False
epub_show_urls = "no"
paperlist_epub_style = "_epub/book.css"
