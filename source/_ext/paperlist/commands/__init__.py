"""The commands of ``paperlist``, a module each.

Each module has ``add_arguments``, which tells an argument parser what the
command takes, and ``run``, which does it and returns an exit status.  What
only one command needs, such as the libraries that go online, it imports when
it runs, so that the others start fast.
"""
