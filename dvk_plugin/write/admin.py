"""The form in the browser: Sveltia CMS, told what to ask for.

Its fields are made of `read/shapes.py`, its choices of the site's own registry and models. The
browser's side stands in `dvk_plugin/form/`: `format.js` turns front matter into what the form edits
and back, by the same shapes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from dvk_plugin.domain.site import Site
from dvk_plugin.domain.slug import slugify
from dvk_plugin.read.lexicon import Lexicon, make_lexicon
from dvk_plugin.read.settings import Settings
from dvk_plugin.read.shape import Field, Shape
from dvk_plugin.read.shapes import MODEL, POST, REGISTRY
from dvk_plugin.write.admin_fields import Choices, make_fields
from dvk_plugin.write.opendata import to_json

ADMIN = "admin"
"""The folder of the form in the published site."""
_PACKAGE = Path(__file__).parent.parent
_FORM = _PACKAGE / "form"
_ASSETS = _PACKAGE / "theme" / "assets" / "dvk"
_LENT = {
    "icon.svg": _ASSETS / "icons" / "icon.svg",
    "be-vietnam-pro-400.woff2": _ASSETS / "fonts" / "be-vietnam-pro-400.woff2",
    "be-vietnam-pro-700.woff2": _ASSETS / "fonts" / "be-vietnam-pro-700.woff2",
}
"""Files of the theme that the form shows too."""
_PAGE = "index.html"
ADMIN_FILES = (f"{ADMIN}/{_PAGE}", f"{ADMIN}/config.json")
"""The uris of `admin_files`."""
_MAX_PHOTO = 50 * 1000**2
_HOSTS = {
    "github": ("https://api.github.com", "https://api.netlify.com"),
    "gitlab": ("https://gitlab.com",),
    "gitea": ("https://gitea.com",),
}
"""Git host → the origins that a form writing to it speaks with, where settings name no others."""


def admin_files(site: Site, settings: Settings) -> Mapping[str, bytes]:
    """The form's page and its configuration, by uri; the rest is `admin_assets`."""
    backend = settings.admin.backend if settings.admin else {}
    return {
        ADMIN_FILES[0]: _page(settings.site_name, backend).encode("utf-8"),
        ADMIN_FILES[1]: to_json(admin_config(site, settings)).encode("utf-8"),
    }


def admin_assets() -> Mapping[str, Path]:
    """The form's scripts, styles and letters, by uri."""
    own = {
        path.relative_to(_FORM).as_posix(): path
        for path in sorted(_FORM.rglob("*"))
        if path.is_file() and path.name != _PAGE
    }
    return {f"{ADMIN}/{name}": path for name, path in {**own, **_LENT}.items()}


def admin_config(site: Site, settings: Settings) -> Mapping[str, object]:
    """What the form's script is told.

    `cms`: the configuration of Sveltia CMS. `shapes`: what each kind of file holds. `names`: kind
    of thing → spelling (`name_key`) → key, so that names written out become choices.
    """
    models = {slug: (model.name, *model.aliases) for slug, model in site.models.items()}
    lexicon = make_lexicon(site.registry, models)
    return {
        "cms": _cms(site, settings),
        "local": not (settings.admin and settings.admin.backend),
        "names": _names(lexicon),
        "shapes": {
            "post": [_shape(field) for field in POST],
            "model": [_shape(field) for field in MODEL],
            "registry": [_shape(field) for field in REGISTRY],
        },
    }


def _names(lexicon: Lexicon) -> Mapping[str, Mapping[str, str]]:
    return {
        "school": lexicon.schools.spellings(),
        "branch": lexicon.branches.spellings(),
        "level": lexicon.levels.spellings(),
        "metric": lexicon.metrics.spellings(),
        "model": lexicon.models.spellings(),
    }


def _shape(field: Field) -> Mapping[str, object]:
    """A field as `format.js` reads it."""
    return {
        "name": field.name,
        "also": field.also,
        "holds": field.holds,
        "rare": field.rare,
        "words": [word for word, _ in field.words],
        "inside": [_shape(inner) for inner in field.inside],
    }


def _cms(site: Site, settings: Settings) -> Mapping[str, object]:
    choices = Choices(site.registry)
    return {
        "load_config_file": False,
        "backend": _backend(settings),
        "app_title": settings.site_name or "dvk",
        **({"site_url": settings.site_url} if settings.site_url else {}),
        "logo": {"src": "icon.svg"},  # the script makes it absolute
        "show_preview_links": False,
        "media_folder": settings.posts_dir,
        "public_folder": "/",
        "media_libraries": {
            "default": {"config": {"max_file_size": _MAX_PHOTO, "slugify_filename": True}},
            "stock_assets": False,
        },
        "slug": {
            "encoding": "ascii",
            "clean_accents": True,
            "sanitize_replacement": "-",
            "maxlength": 80,
            "timezone": "local",
        },
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "collections": [*_post_collections(site, settings, choices), _models(settings, choices)],
        "singletons": [_registry(settings, choices)],
    }


def _backend(settings: Settings) -> Mapping[str, object]:
    """The Git host of the settings. Without one a host must be named all the same, under which
    the browser remembers the folder; the form's styles hide the way to sign in there."""
    if settings.admin and settings.admin.backend:
        return dict(settings.admin.backend)
    name = slugify(settings.site_name) or "trang-tin"
    return {"name": "github", "repo": f"dvk/{name}", "auth_methods": ["token"]}


def _post_collections(
    site: Site, settings: Settings, choices: Choices
) -> Iterator[Mapping[str, object]]:
    """Posts in a folder of their own, where new ones go; then those that lie otherwise."""
    common = {
        "label_singular": "bài viết",
        "folder": settings.posts_dir,
        "format": "dvk-post",
        "slug": "{{title}}",
        "media_folder": "",
        "public_folder": "",
        "summary": "{{title}}",
        "sortable_fields": {
            "fields": ["date", "title"],
            "default": {"field": "date", "direction": "descending"},
        },
        "fields": [*_fields(POST, choices), _BODY],
    }
    usual = "{{date | date('YYYY')}}/{{slug}}/index"
    yield {"name": "posts", "label": "Bài viết", "icon": "article", "path": usual, **common}
    for number, path in enumerate(_other_paths(site, settings.posts_dir), 2):
        label = f"Bài viết: {path.replace('{{year}}', '…').replace('{{slug}}', '…')}"
        name = f"posts-{number}"
        yield {"name": name, "label": label, "path": path, "create": False, **common}


def _other_paths(site: Site, posts_dir: str) -> list[str]:
    """How posts lie that are not `<year>/<slug>/index.md`, as paths of a collection."""
    found = set()
    for post in site.posts:
        folders = post.file.removeprefix(f"{posts_dir}/").split("/")
        bundled = folders.pop() == "index.md"
        if bundled and folders:
            folders.pop()
        if not (bundled and len(folders) == 1):
            tail = "{{slug}}/index" if bundled else "{{slug}}"
            found.add("/".join([*["{{year}}"] * len(folders), tail]))
    return sorted(found)


_BODY = {
    "name": "body",
    "label": "Nội dung",
    "widget": "richtext",
    "required": False,
    "editor_components": ["code-block"],
    "hint": "Không cần viết lại tiêu đề, ngày, ảnh: trang tự thêm.",
}
_WAS = {"name": "was", "widget": "hidden"}
"""The front matter as it was read, by which `format.js` keeps untouched lines as they are."""


def _fields(shape: Shape, choices: Choices) -> list[Mapping[str, object]]:
    return [*make_fields(shape, choices), _WAS]


def _models(settings: Settings, choices: Choices) -> Mapping[str, object]:
    return {
        "name": "models",
        "label": "Mô hình",
        "label_singular": "mô hình",
        "icon": "volunteer_activism",
        "folder": f"{settings.docs_dir}/{settings.models_dir}",
        "format": "dvk-model",
        "slug": "{{name}}",
        "identifier_field": "name",
        "filter": {"field": "name", "pattern": "."},  # not the folder's own index page
        "summary": "{{name}}",
        "sortable_fields": {"fields": ["name"]},
        "thumbnail": False,
        "fields": [*_fields(MODEL, choices), {**_BODY, "hint": "Giới thiệu mô hình."}],
    }


def _registry(settings: Settings, choices: Choices) -> Mapping[str, object]:
    return {
        "name": "registry",
        "label": "Danh mục",
        "icon": "list_alt",
        "file": f"{settings.posts_dir}/registry.yml",
        "format": "dvk-registry",
        "fields": _fields(REGISTRY, choices),
    }


def _page(title: str, backend: Mapping[str, str]) -> str:
    text = (_FORM / _PAGE).read_text(encoding="utf-8")
    return text.replace("{title}", escape(title)).replace("{policy}", escape(_policy(backend)))


def _policy(backend: Mapping[str, str]) -> str:
    """The content security policy of the form: its own origin, and the Git host if there is one."""
    hosts = list(_HOSTS.get(backend.get("name", ""), ()))
    for name in ("base_url", "api_root"):
        parts = urlsplit(backend.get(name, ""))
        hosts += [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    avatars = ["https:"] if backend else []
    policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "blob:", "data:", *avatars],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", "blob:", "data:", *dict.fromkeys(hosts)],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join((name, *sources)) for name, sources in policy.items())
