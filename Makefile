# make film        set up, then render the film
# make test        set up for tests, too, then run the checks and the tests that take minutes
# make test-all    the same with all tests
# make setup       only set up what filming needs
# make setup-dev   only set up what filming and tests need
# make clean       remove what was made, except .venv
#
# PYTHON=/path/to/python3.12 chooses the Python that .venv is made from.

PY := .venv/bin/python
FILM_STAMP := .venv/.set-up-film
DEV_STAMP := .venv/.set-up-dev

# A stamp names the folder that was set up, so that a moved or copied checkout is set up again.
STALE_STAMPS := $(shell stamps='$(FILM_STAMP) $(DEV_STAMP)'; \
  if test -x $(PY); then grep -sLxF '$(CURDIR)' $$stamps; else echo $$stamps; fi)

.PHONY: film setup setup-dev test test-all check-style clean $(STALE_STAMPS)

film: setup
	@$(PY) render.py

setup: $(FILM_STAMP)

setup-dev: setup $(DEV_STAMP)

test: check-style
	$(PY) -m pytest -m "not slow"

test-all: check-style
	$(PY) -m pytest

check-style: setup-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo --no-cache

clean:
	rm -rf build media *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(FILM_STAMP): pyproject.toml constraints.txt
	@bash -c "$$SET_UP" $@ set_up_film

$(DEV_STAMP): $(FILM_STAMP)
	@bash -c "$$SET_UP" $@ set_up_dev

# Set-up works on Debian, Ubuntu and macOS with Homebrew. Its parts that are there already are left
# alone; what a user has to do is said in one sentence.
define SET_UP
set -eu

set_up_film() {
  choose_python
  if [ -z "$$python" ] && succeeds python3 --version; then
    stop "Python 3.11, 3.12 or 3.13 is needed; if you have one elsewhere, say make PYTHON=/path/to/python3.12."
  fi
  missing=$$(missing_libraries)
  if [ -n "$$missing" ]; then install_libraries $$missing; choose_python; fi
  [ -n "$$python" ] || stop "Python 3.11, 3.12 or 3.13 is needed; install one, then make again."
  is_ready || "$$python" -m venv --clear .venv ||
    stop "The virtual environment .venv could not be made (see above); remove the cause, then make again."
  need_packages film,voice
  install_english_voice
}

set_up_dev() {
  need_packages dev
}

need_packages() {
  install_packages "$$1" ||
    stop "The Python packages could not be installed (see above); connect to the network, then make again."
}

# pip installs all that it is asked for, or nothing: what may be missing is asked for by itself.
install_packages() {
  echo "Installing Python packages into .venv: $$1 (the first time takes a minute or more)."
  $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[$$1]"
}

stop() { printf '%s\n' "$$1" >&2; exit 2; }
succeeds() { "$$@" >/dev/null 2>&1; }
is_supported() { succeeds "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; }
is_ready() { is_supported $(PY) && succeeds $(PY) -m pip --version && is_where_it_was_made; }
is_where_it_was_made() { grep -qsF "$$(cd .venv && pwd -P)" .venv/bin/activate; }  # .venv/bin/manim names it

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
    may_be_root || stop "System libraries are missing; run this, then make again: $$(by_hand "$$@")"
    echo "Installing system libraries: $$*"
    apt_install "$$@" ||
      stop "The system libraries could not be installed (see above); install them, then make again: $$*"
  elif succeeds command -v brew; then
    brew install pango cairo pkg-config ||
      stop "Homebrew could not install pango, cairo and pkg-config (see above); install them, then make again."
  else
    stop "Install Pango, Cairo, pkg-config, a C compiler and Python's headers, then make again."
  fi
}

# English is spoken by a package with parts that are not made for every machine.
install_english_voice() {
  install_packages voice-en ||
    echo "The English voice could not be installed (see above); English films will have captions only."
}

may_be_root() { [ "$$(id -u)" = 0 ] || succeeds sudo -n true; }
as_root() { if [ "$$(id -u)" = 0 ]; then env "$$@"; else sudo env "$$@"; fi; }
apt_install() { as_root apt-get update -qq && as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$$@"; }
by_hand() { echo "sudo apt-get update && sudo apt-get install -y $$*"; }

trap 'stop "Interrupted; what is missing is set up the next time."' INT
rm -f "$$0"
"$$1"
printf '%s\n' '$(CURDIR)' > "$$0"
endef
export SET_UP
