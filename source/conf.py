import os

import paperlist

# -- The language of this build --------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#options-for-internationalization

language = os.environ.get("DOCS_LANGUAGE", "en")
locale_dirs = [os.environ.get("DOCS_LOCALE", "../locale")]
gettext_compact = False
gettext_location = False
gettext_uuid = False

# The first one is the language of the sources.
paperlist_languages = {"en": "English", "zh_CN": "简体中文"}

# -- Project information ---------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#project-information

project = {
    "en": "Awesome 2D Generative Models",
    "zh_CN": "二维生成模型阅读清单",
}[language]
author = {
    "en": "The contributors",
    "zh_CN": "全体贡献者",
}[language]
release = version = paperlist.__version__
project_copyright = {
    "en": "the contributors. Text: CC BY 4.0, code: MIT.",
    "zh_CN": "全体贡献者。文字：CC BY 4.0，代码：MIT。",
}[language]

# The name of the PDF, without extension.
book = f"awesome-2d-generative-models-{language}"

# -- General ---------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/usage/configuration.html#general-configuration

extensions = ["myst_parser", "paperlist"]
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
html_context = {"book": f"{book}.pdf"}
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

# -- LaTeX -----------------------------------------------------------------------------
# https://www.sphinx-doc.org/en/master/latex.html

latex_engine = "xelatex"
latex_use_xindy = False
latex_domain_indices = False
latex_show_urls = "no"
latex_toplevel_sectioning = "chapter"
latex_documents = [("index", f"{book}.tex", project, author, "manual", False)]
latex_additional_files = ["_latex/book.sty", f"_latex/book-{language}.sty"]
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "extraclassoptions": "openany,oneside",
    "fncychap": "",
    "polyglossia": "",
    "makeindex": "",
    "printindex": "",
    "babel": r"\usepackage[english]{babel}" if language == "en" else r"\usepackage{babel}",
    "fontenc": r"\usepackage{fontspec}",
    # behind amsmath and amssymb: unicode-math defines some of their commands anew
    "fontpkg": r"\usepackage{book}",
    "hyperref": r"\usepackage[unicode,psdextra,bookmarksnumbered,bookmarksopen,bookmarksopenlevel=0]{hyperref}"
    r"\usepackage{bookmark}\usepackage{hypcap}\urlstyle{same}",
    "preamble": rf"\usepackage{{book-{language}}}",
    "maketitle": r"\booktitlepage",
    "sphinxsetup": "hmargin={2.6cm,2.6cm},vmargin={2.6cm,2.8cm},"
    "TitleColor={HTML}{2B5C8A},InnerLinkColor={HTML}{2B5C8A},OuterLinkColor={HTML}{2B5C8A}",
    "tableofcontents": r"\setcounter{tocdepth}{1}\sphinxtableofcontents",
}
