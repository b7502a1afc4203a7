# make film      set up, then render the film        make test      the tests that take minutes
# make setup     only set up                         make test-all  all tests
# make clean     remove what was made, except .venv
#
# PYTHON=/path/to/python3.12 chooses the Python that .venv is made from.

PY := .venv/bin/python
STAMP := .venv/.set-up

.PHONY: film setup test test-all check-style clean set-up-anew

film: setup
	@$(PY) render.py

setup: $(STAMP)

test: check-style
	$(PY) -m pytest -m "not slow"

test-all: check-style
	$(PY) -m pytest

check-style: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

clean:
	rm -rf build media *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# Set-up works on Debian, Ubuntu and macOS with Homebrew. Its parts that are there already are left
# alone; what a user has to do is said in one sentence.
$(STAMP): pyproject.toml constraints.txt
	@bash -c "$$SET_UP"

# The stamp names the folder that was set up, so that a moved or copied checkout is set up again.
ifneq ($(shell test -x $(PY) && cat $(STAMP) 2>/dev/null),$(CURDIR))
$(STAMP): set-up-anew
endif

define SET_UP
set -eu
stop() { printf '%s\n' "$$1" >&2; exit 2; }
succeeds() { "$$@" >/dev/null 2>&1; }
is_supported() { succeeds "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; }
is_ready() { is_supported $(PY) && succeeds $(PY) -m pip --version; }

choose_python() {
  if is_ready; then python=$(PY); return; fi
  if [ -n "$${PYTHON:-}" ]; then
    is_supported "$$PYTHON" || stop "PYTHON=$$PYTHON is not a Python 3.11, 3.12 or 3.13."
    python=$$PYTHON; return
  fi
  for python in python3.13 python3.12 python3.11 python3; do
    if is_supported $$python; then return; fi
  done
  python=
}

# Manim's drawing libraries are compiled here, because they have no wheels for Linux.
missing_libraries() {
  succeeds pkg-config --exists pangocairo cairo || echo libpango1.0-dev libcairo2-dev pkg-config
  succeeds gcc --version || echo gcc libc6-dev
  if [ -z "$$python" ]; then echo python3 python3-dev python3-venv; return; fi
  version=$$("$$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
  succeeds "$$python" -c 'import ensurepip, venv' || echo "$$version-venv"
  header=$$("$$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h
  [ -e "$$header" ] || echo "$$version-dev"
}

install_libraries() {
  if succeeds command -v apt-get; then
    if [ "$$(id -u)" = 0 ]; then as_root=env
    elif succeeds sudo -n true; then as_root="sudo env"
    else stop "System libraries are missing; run this, then make again: sudo apt-get update && sudo apt-get install -y $$*"
    fi
    echo "Installing system libraries: $$*"
    $$as_root apt-get update -qq && $$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$$@" ||
      stop "The system libraries could not be installed (see above): $$*"
  elif succeeds command -v brew; then
    brew install pango cairo pkg-config || stop "Homebrew could not install pango, cairo and pkg-config."
  else
    stop "Install Pango, Cairo, pkg-config, a C compiler and Python's headers first, with their development files."
  fi
}

# English is spoken by programs of Debian's; without them an English film has captions only.
install_voice() {
  succeeds command -v apt-get || return 0
  ! succeeds dpkg -s festival festvox-us-slt-hts || return 0
  if [ "$$(id -u)" = 0 ]; then as_root=env
  elif succeeds sudo -n true; then as_root="sudo env"
  else
    echo "For a voice in English, run: sudo apt-get update && sudo apt-get install -y festival festvox-us-slt-hts"
    return 0
  fi
  echo "Installing the English voice: festival festvox-us-slt-hts"
  { $$as_root apt-get update -qq && $$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends festival festvox-us-slt-hts; } ||
    echo "The English voice could not be installed (see above); English films will have captions only."
}

choose_python
if [ -z "$$python" ] && succeeds python3 --version; then
  stop "Python 3.11, 3.12 or 3.13 is needed; if you have one elsewhere, say make PYTHON=/path/to/python3.12."
fi
missing=$$(missing_libraries)
if [ -n "$$missing" ]; then install_libraries $$missing; choose_python; fi
[ -n "$$python" ] || stop "Python 3.11, 3.12 or 3.13 is needed; install one, then make again."
install_voice

is_ready || "$$python" -m venv --clear .venv || stop "The virtual environment .venv could not be made."
echo "Installing Python packages into .venv (the first time takes a few minutes)."
$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[film,voice,dev]' ||
  stop "The Python packages could not be installed (see above); is there a network connection?"
printf '%s\n' '$(CURDIR)' > $(STAMP)
endef
export SET_UP
