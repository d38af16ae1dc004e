from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperlist.comment import find_publication, recognise_container

# what authors write: comment, the year of the arXiv id, where the paper was published
PUBLISHED = [
    ("ICLR 2023", 2022, "ICLR 2023"),
    ("24 pages, 1024x1024 samples, ICLR 2023", 2022, "ICLR 2023"),
    ("NeurIPS 2020", 2020, "NeurIPS 2020"),
    ("NeurIPS 2020. 15 pages, 10 figures", 2020, "NeurIPS 2020"),
    ("Neurips 2021", 2021, "NeurIPS 2021"),
    ("NIPS 2016", 2016, "NeurIPS 2016"),
    ("Accepted to CVPR 2022", 2022, "CVPR 2022"),
    ("Accepted to CVPR 2022 (Oral)", 2022, "CVPR 2022"),
    ("Accepted by ICCV 2023 (oral presentation). Project page: https://rivers.example/2024", 2023, "ICCV 2023"),
    ("CVPR2023", 2023, "CVPR 2023"),
    ("CVPR'21", 2021, "CVPR 2021"),
    ("CVPR’22 camera ready", 2022, "CVPR 2022"),
    ("AAAI-21", 2020, "AAAI 2021"),
    ("AAAI-2021 main track", 2020, "AAAI 2021"),
    ("ICML 2021; code at https://github.com/ann/rivers", 2021, "ICML 2021"),
    ("ICML 2019 camera-ready version", 2019, "ICML 2019"),
    ("Camera-ready version for ICML 2021", 2021, "ICML 2021"),
    ("Published as a conference paper at ICLR 2021", 2020, "ICLR 2021"),
    ("Published as a conference paper at the 7th International Conference on Learning Representations (ICLR 2019)",
     2018, "ICLR 2019"),
    ("Accepted at the 36th Conference on Neural Information Processing Systems (NeurIPS 2022)", 2022, "NeurIPS 2022"),
    ("34th Conference on Neural Information Processing Systems (NeurIPS 2020), Vancouver, Canada", 2020,
     "NeurIPS 2020"),
    ("In Proceedings of the 37th International Conference on Machine Learning, 2020", 2020, "ICML 2020"),
    ("To appear in ECCV 2020", 2020, "ECCV 2020"),
    ("to appear at ECCV 2022, supplementary material included", 2022, "ECCV 2022"),
    ("18 pages, ECCV 2020 (spotlight)", 2020, "ECCV 2020"),
    ("SIGGRAPH 2022; extends our CVPR 2021 paper", 2022, "SIGGRAPH 2022"),
    ("SIGGRAPH Asia 2022", 2022, "SIGGRAPH Asia 2022"),
    ("ACM SIGGRAPH 2023", 2023, "SIGGRAPH 2023"),
    ("Extended version of our CVPR 2021 paper, accepted to TPAMI 2023", 2022, "TPAMI 2023"),
    ("Accepted by IEEE Transactions on Pattern Analysis and Machine Intelligence, 2022", 2021, "TPAMI 2022"),
    ("NeurIPS 2019 Workshop on Bayesian Deep Learning", 2019, "NeurIPS Workshop 2019"),
    ("Accepted to the ICLR 2020 workshop on water", 2020, "ICLR Workshop 2020"),
    ("CVPRW 2022", 2022, "CVPR Workshop 2022"),
    ("CVPR 2022 Workshops", 2022, "CVPR Workshop 2022"),
    ("ICML Workshop 2021", 2021, "ICML Workshop 2021"),
    ("Shorter version at the NeurIPS 2021 workshop on rivers; accepted at ICML 2022", 2021, "ICML 2022"),
    ("NeurIPS 2021 workshop on rivers, ICML 2022", 2021, "ICML 2022"),
    ("NeurIPS 2022 Datasets and Benchmarks Track", 2022, "NeurIPS 2022"),
    ("ICLR 2024 (notable top 5%)", 2023, "ICLR 2024"),
    ("Accepted to WACV 2024. 8 pages", 2023, "WACV 2024"),
    ("UAI 2019. 9 pages + appendix", 2019, "UAI 2019"),
    ("accepted at AISTATS 2019", 2018, "AISTATS 2019"),
    ("BMVC 2018", 2018, "BMVC 2018"),
    ("3DV 2021", 2021, "3DV 2021"),
    ("Accepted by TMLR 2023", 2022, "TMLR 2023"),
    ("ICLR 2022, https://openreview.net/forum?id=aB_c-9", 2021, "ICLR 2022"),
    ("In ICLR 2018, 26 pages; typos corrected, references added", 2017, "ICLR 2018"),
    ("Best paper award at ICCV 2021", 2021, "ICCV 2021"),
    ("v3: camera ready for NeurIPS 2018", 2018, "NeurIPS 2018"),
    ("ICCV 2019 (Oral)\nCode: https://github.com/ann/rivers", 2019, "ICCV 2019"),
    ("Computer Vision and Pattern Recognition 2018", 2018, "CVPR 2018"),
    ("Conference paper at CVPR, 2020", 2020, "CVPR 2020"),
    ("Rejected from CVPR 2019, accepted to ICCV 2019", 2019, "ICCV 2019"),
    ("Accepted to ICML 2023. Previous version was submitted to ICLR 2023", 2022, "ICML 2023"),
]  # fmt: skip

PREPRINTS = [
    "",
    "12 pages, 5 figures",
    "Preprint",
    "arXiv 2023",
    "Preprint. Under review",
    "Submitted to NeurIPS",
    "Submitted to NeurIPS 2023",
    "In submission to NeurIPS 2023",
    "Under review at ICLR 2024",
    "Under review, ICML 2023",
    "submitted to IEEE TPAMI",
    "Extends our CVPR 2021 paper",
    "Extension of our ECCV 2020 paper (oral)",
    "Journal version of our ICCV 2019 paper",
    "Builds on the NeurIPS 2019 paper of the same authors",
    "Follow-up to CVPR 2022 work",
    "1st place solution of the CVPR 2020 challenge",
    "Winner of the NeurIPS 2021 competition",
    "Technical report, 2024x2024 images",
    "Rejected from ICLR 2022",
    "Uses the NeurIPS 2020 style",
    "Code: https://github.com/ann/CVPR2022-rivers",
    "First two authors contributed equally",
    "Project page: https://rivers.example/iclr2023",
    "Tutorial at CVPR 2022",
]

DOUBTFUL = [
    "Accepted to TPAMI",
    "To appear",
    "Accepted for publication in the Journal of Rivers",
    "CVPR 2021, ICCV 2021",
    "Accepted to ECCV 2021",
    "RiverConf 2021",
    "ICLR 1921",
    "CVPR",
    "Accepted to ICLR 2040",
]

REFERENCES = [
    ("Advances in Neural Information Processing Systems 33 (2020)", 2020, "NeurIPS 2020"),
    ("Advances in Neural Information Processing Systems, volume 33, pages 6840-6851, 2020", 2020, "NeurIPS 2020"),
    ("Proceedings of the 37th International Conference on Machine Learning, PMLR 119, 2020", 2020, "ICML 2020"),
    ("IEEE Transactions on Pattern Analysis and Machine Intelligence, 2022", 2021, "TPAMI 2022"),
    ("Journal of Machine Learning Research 22 (2021) 1-64", 2019, "JMLR 2021"),
    ("Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR), 2022, pp. 10684-10695",
     2021, "CVPR 2022"),
    ("Proceedings of the IEEE conference on computer vision and pattern recognition. 2018", 2018, "CVPR 2018"),
    ("ICLR 2021", 2020, "ICLR 2021"),
    ("International Conference on Learning Representations, 2014", 2013, "ICLR 2014"),
    ("CVPR 2023", 2022, "CVPR 2023"),
    ("NeurIPS 2019 Workshop on Bayesian Deep Learning", 2019, "NeurIPS Workshop 2019"),
    ("ACM Trans. Graph. 41, 4, Article 1 (July 2022)", 2022, "TOG 2022"),
    ("Neural Computation 23(7), 1661-1674, 2011", 2010, "Neural Computation 2011"),
    ("Science 313 (2006) 504", 2006, "Science 2006"),
    ("In the Proceedings of the 31st conference on Uncertainty in Artificial Intelligence (UAI) 2015", 2015,
     "UAI 2015"),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "year", "place"), PUBLISHED)
def test_published(comment: str, year: int, place: str) -> None:
    found = find_publication(comment, "", year)
    assert (f"{found.venue} {found.year}", found.doubt) == (place, "")


@pytest.mark.parametrize("comment", PREPRINTS)
def test_not_published(comment: str) -> None:
    found = find_publication(comment, "", 2023)
    assert (found.venue, found.year, found.doubt) == ("arXiv", 2023, "")


@pytest.mark.parametrize("comment", DOUBTFUL)
def test_doubt_is_said_and_not_resolved(comment: str) -> None:
    found = find_publication(comment, "", 2021)
    assert (found.venue, found.year) == ("arXiv", 2021)
    assert comment in found.doubt


@pytest.mark.parametrize(("reference", "year", "place"), REFERENCES)
def test_journal_reference(reference: str, year: int, place: str) -> None:
    found = find_publication("submitted to CVPR", reference, year)
    assert (f"{found.venue} {found.year}", found.doubt) == (place, "")


def test_unknown_journal_reference_is_a_doubt() -> None:
    found = find_publication("", "J. Riv. 12 (2020) 3", 2020)
    assert (found.venue, "J. Riv." in found.doubt) == ("arXiv", True)


def test_comment_helps_where_the_reference_does_not() -> None:
    assert find_publication("Accepted to CVPR 2022", "LNCS 12345 (2022)", 2022).venue == "CVPR"


@pytest.mark.parametrize(
    ("comment", "track"),
    [
        ("CVPR 2022 (Oral)", "oral"),
        ("NeurIPS 2020 Spotlight", "spotlight"),
        ("ICCV 2021, Best Paper Award", "best paper award"),
        ("CVPR 2022", ""),
    ],
)
def test_track(comment: str, track: str) -> None:
    assert find_publication(comment, "", 2022 if "2022" in comment else 2020).track == track


def test_the_table_is_long_enough() -> None:
    assert len(PUBLISHED) + len(PREPRINTS) + len(DOUBTFUL) + len(REFERENCES) >= 100


@pytest.mark.parametrize(
    ("name", "venue"),
    [
        ("2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("Computer Vision – ECCV 2020", "ECCV"),
        ("2021 IEEE/CVF International Conference on Computer Vision Workshops (ICCVW)", "ICCV Workshop"),
        ("ACM SIGGRAPH 2022 Conference Proceedings", "SIGGRAPH"),
        ("SIGGRAPH Asia 2022 Conference Papers", "SIGGRAPH Asia"),
        ("ACM Transactions on Graphics", "TOG"),
        ("Proceedings of the AAAI Conference on Artificial Intelligence", "AAAI"),
        ("Proceedings of the 27th ACM SIGKDD Conference on Knowledge Discovery & Data Mining", "KDD"),
        ("Journal of the American Statistical Association", "JASA"),
        ("Science", "Science"),
        ("Journal of Rivers", None),
        ("Lecture Notes in Computer Science", None),
    ],
)
def test_containers(name: str, venue: str | None) -> None:
    assert recognise_container(name) == venue


@given(st.text(max_size=80), st.text(max_size=40), st.integers(1991, 2030))
def test_any_text_has_an_answer(comment: str, reference: str, year: int) -> None:
    found = find_publication(comment, reference, year)
    assert found.venue == "arXiv" or str(found.year)[-2:] in comment + reference
