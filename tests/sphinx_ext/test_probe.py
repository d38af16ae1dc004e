import pytest
@pytest.mark.parametrize("b", ["html", "text", "latex", "gettext"])
def test_a(make_app, rootdir, b, tmp_path):
    app = make_app(b, srcdir=rootdir/"test-basic", builddir=tmp_path)
    app.build()
    print(app.warning.getvalue())
    import shutil
    shutil.copytree(app.outdir, f"/tmp/probe/{b}", dirs_exist_ok=True)
    assert app.warning.getvalue()==""
