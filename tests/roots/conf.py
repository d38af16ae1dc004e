"""What all tiny projects share; what sets one apart stands in the marker of its tests."""

project = "A list"
author = "Ann Author"
project_copyright = "Ann Author"
extensions = ["myst_parser", "paperlist"]
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
myst_dmath_allow_space = False
myst_dmath_allow_digits = False
smartquotes = False
html_theme = "basic"
html_math_renderer = "mathml"
html_copy_source = False
