/* Results as elements. Every text of the index becomes a text node, every address one of this site. */

import { excerpt, marked } from "./marks.js"

const PHOTOS = 3 // photos under a page

/** Kinds of results as readers know them, in the order shown. */
export const KINDS = {
  bai: "Bài",
  "mo-hinh": "Mô hình",
  anh: "Ảnh",
  "so-lieu": "Số liệu",
  "don-vi": "Đơn vị",
  "huong-dan": "Hướng dẫn",
}

/** An element with these properties and children; texts become text nodes. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && typeof value !== "string") node[name] = value
    else node.setAttribute(name, value)
  }
  node.append(...children)
  return node
}

/** A hit of the ranking as a list item. */
export async function makeHit(index, hit, query, site) {
  const card = await index.show(hit.place)
  if (index.kindOf(hit.place) === "anh") {
    const photo = makePhoto(card, hit.place - index.page[hit.place] - 1, query, site)
    const meta = make("p", { class: "dvk-hit__meta" }, `Ảnh · ${formatDay(card.d)} · ${card.t}`)
    return make("li", { class: "dvk-hit" }, photo, meta)
  }
  const title = make("a", { class: "dvk-hit__title", href: addressOf(card.u, site) }, marked(card.t, query))
  const meta = [KINDS[card.k], card.d && formatDay(card.d), card.s].filter(Boolean).join(" · ")
  const text = card.k === "so-lieu" ? marked(card.n.at(-1), query) : excerpt(card, query) // a register's total
  const item = make(
    "li",
    { class: "dvk-hit" },
    title,
    make("p", { class: "dvk-hit__meta" }, meta),
    make("p", { class: "dvk-hit__text" }, text),
  )
  const photos = hit.photos.slice(0, PHOTOS).map(place => {
    return make("li", {}, makePhoto(card, place - hit.place - 1, query, site, "Ảnh: "))
  })
  if (photos.length) item.append(make("ul", { class: "dvk-hit__photos" }, ...photos))
  return item
}

function makePhoto(card, at, query, site, lead = "") {
  const [caption, anchor, thumb] = card.p[at] ?? ["", "", ""]
  const link = make("a", { class: "dvk-hit__photo", href: addressOf(`${card.u}#${anchor}`, site) })
  if (thumb) {
    const src = addressOf(thumb, site)
    link.append(make("img", { src, alt: "", loading: "lazy", width: "96", height: "72" }))
  }
  link.append(make("span", {}, lead, marked(caption, query)))
  return link
}

/** An address of the index as one of this site; nothing else gets through. */
function addressOf(path, site) {
  const url = new URL(path, site)
  return url.href.startsWith(site.href) ? url.href : site.href
}

/** `1234` → `1.234`. */
export function formatCount(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ".")
}

function formatDay(day) {
  return day.split("-").reverse().join("/")
}
