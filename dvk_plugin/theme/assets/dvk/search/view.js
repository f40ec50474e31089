/* The search form at work: what is typed goes to the index, what is found is shown below it.
   The same on the page of its own and in the dialog. */

import { find } from "./find.js"
import { IndexFault, openIndex } from "./index.js"
import { excerpt, marked } from "./marks.js"
import { LONGEST } from "./query.js"

const KINDS = {
  bai: "Bài",
  "mo-hinh": "Mô hình",
  anh: "Ảnh",
  "so-lieu": "Số liệu",
  "don-vi": "Đơn vị",
  "huong-dan": "Hướng dẫn",
}
const PARAMETERS = { kind: "loai", school: "truong", model: "mo-hinh", year: "nam", sort: "xep" }
const PAUSE = 30 // ms without a key before a query is asked
const STEP = 10 // results at a time
const PHOTOS = 3 // photos under a page

let opened // the index, once for all views

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

/** Make a search of a form with an input `q`; filters and results go into `place`.

    `site`: the site's root; `page`: address of the search's own page. `onChange` is told the
    query's parameters after each answer. */
export class View {
  constructor({ form, place, site, page, onChange = () => {} }) {
    Object.assign(this, { form, site, page, onChange })
    this.input = form.elements.q
    this.filters = {}
    this.turn = 0
    this.status = make("p", { class: "dvk-finder__status", role: "status" })
    this.notes = make("div", { class: "dvk-finder__notes" })
    this.bar = make("div", { class: "dvk-finder__bar", hidden: true })
    this.list = make("ol", { class: "dvk-hits" })
    this.more = make("button", { type: "button", class: "dvk-finder__more", hidden: true }, "Xem thêm kết quả")
    place.replaceChildren(this.bar, this.status, this.notes, this.list, this.more)
    this.input.addEventListener("input", () => this.wait())
    this.more.addEventListener("click", () => this.showMore({ focus: true }))
    for (const node of [form, place]) node.addEventListener("keydown", event => this.onKey(event))
    this.place = place
  }

  get index() {
    opened ??= openIndex(new URL("tim-kiem/chi-muc/", this.site)).catch(fault => {
      opened = undefined
      throw fault
    })
    return opened
  }

  /** Take over the parameters of an address. */
  read(parameters) {
    this.input.value = parameters.get("q") ?? ""
    for (const [name, parameter] of Object.entries(PARAMETERS)) this.filters[name] = parameters.get(parameter) ?? ""
  }

  parameters() {
    const found = new URLSearchParams({ q: this.input.value.slice(0, LONGEST) })
    for (const [name, parameter] of Object.entries(PARAMETERS)) {
      if (this.filters[name]) found.set(parameter, this.filters[name])
    }
    return found
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), this.answer ? PAUSE : 0)
  }

  /** Ask for what the form holds now; an answer that comes late is dropped. */
  async ask() {
    clearTimeout(this.timer)
    const turn = ++this.turn
    const raw = this.input.value
    try {
      const index = await this.index
      const answer = await find(index, raw, this.filters)
      if (turn !== this.turn) return
      await this.showAnswer(index, answer, turn)
    } catch (fault) {
      if (turn === this.turn) this.showFault(fault)
      return
    }
    if (turn === this.turn) this.onChange(this.parameters())
  }

  async showAnswer(index, answer, turn) {
    const first = answer.hits.slice(0, STEP)
    const items = await Promise.all(first.map(hit => this.item(index, hit, answer.query)))
    if (turn !== this.turn) return
    this.answer = answer
    this.shown = first.length
    this.showBar(index)
    this.showNotes(answer)
    this.list.replaceChildren(...items)
    this.more.hidden = this.shown >= answer.hits.length
    this.status.textContent = statusOf(answer)
  }

  async showMore({ focus }) {
    const index = await this.index
    const next = this.answer.hits.slice(this.shown, this.shown + STEP)
    const turn = this.turn
    let items
    try {
      items = await Promise.all(next.map(hit => this.item(index, hit, this.answer.query)))
    } catch (fault) {
      this.showFault(fault)
      return
    }
    if (turn !== this.turn) return
    this.list.append(...items)
    this.shown += next.length
    this.more.hidden = this.shown >= this.answer.hits.length
    if (focus) items[0]?.querySelector("a").focus()
  }

  showNotes({ query, suggestion, isCorrected, isLoose, hits }) {
    const notes = []
    if (query.isCut) notes.push(make("p", {}, `Câu hỏi dài quá: chỉ tìm theo ${LONGEST} chữ cái và 16 từ đầu.`))
    if (suggestion) {
      const words = make("button", { type: "button", class: "dvk-finder__suggestion" }, suggestion)
      words.addEventListener("click", () => {
        this.input.value = suggestion
        this.input.focus()
        this.ask()
      })
      const lead = isCorrected ? "Không thấy đúng chữ đã gõ. Đây là kết quả cho " : "Có phải bạn muốn tìm "
      notes.push(make("p", {}, lead, words, isCorrected ? "." : "?"))
    } else if (isLoose && hits.length) {
      notes.push(make("p", {}, "Không có trang nào đủ mọi từ. Dưới đây là những trang gần nhất."))
    }
    if (isLoose && !hits.length && query.terms.length) {
      const link = make("a", { href: this.page.href.split("?")[0] }, "xem danh sách theo chữ cái và theo năm")
      notes.push(make("p", {}, "Thử ít từ hơn, bỏ bớt điều kiện lọc, hoặc ", link, "."))
    }
    this.notes.replaceChildren(...notes)
  }

  showFault(fault) {
    const isBuilding = fault instanceof IndexFault && fault.kind === "building"
    this.status.textContent = faultText(fault)
    this.notes.replaceChildren()
    this.list.replaceChildren()
    this.more.hidden = true
    if (isBuilding) this.timer = setTimeout(() => this.ask(), 1000)
    else {
      if (fault instanceof IndexFault && fault.kind !== "offline") opened = undefined // a new one may be there
      const link = make("a", { href: this.page.href.split("?")[0] }, "Danh sách theo chữ cái và theo năm")
      this.notes.append(make("p", {}, link, " vẫn xem được."))
    }
  }

  /** The kinds with their counts, and what else can be chosen. */
  showBar(index) {
    const { counts } = this.answer
    const kinds = Object.keys(KINDS).filter(kind => counts[kind] || this.filters.kind === kind)
    const chips = ["", ...kinds].map(kind => {
      const label = kind ? `${KINDS[kind]} (${formatCount(counts[kind] ?? 0)})` : "Tất cả"
      const isChosen = (this.filters.kind ?? "") === kind
      const chip = make("button", { type: "button", "aria-pressed": String(isChosen), class: "dvk-finder__chip" }, label)
      chip.addEventListener("click", () => this.choose("kind", kind, `[data-kind="${kind}"]`))
      chip.dataset.kind = kind
      return chip
    })
    const focused = this.bar.contains(document.activeElement) && document.activeElement.dataset.kind
    this.chips ??= make("div", { class: "dvk-finder__chips", role: "group", "aria-label": "Loại kết quả" })
    this.chips.replaceChildren(...chips)
    if (typeof focused === "string") this.bar.querySelector(`[data-kind="${focused}"]`)?.focus()
    if (!this.bar.hasChildNodes()) this.bar.append(this.chips, this.selects(index))
    this.bar.hidden = !this.answer.query.terms.length
  }

  selects(index) {
    const years = Object.fromEntries(index.years.map(year => [year, year]))
    const fields = [
      ["school", "Trường", "Mọi trường", Object.keys(index.schools).length > 1 ? index.schools : {}],
      ["model", "Mô hình", "Mọi mô hình", index.models],
      ["year", "Năm", "Mọi năm", years],
      ["sort", "Sắp xếp", "Đúng nhất trước", { moi: "Mới nhất trước" }],
    ]
    const inside = fields.filter(([, , , choices]) => Object.keys(choices).length).map(([name, label, all, choices]) => {
      const options = Object.entries({ "": all, ...choices }).map(([value, text]) => make("option", { value }, text))
      options.sort((a, b) => (a.value === "" ? -1 : b.value === "" ? 1 : name === "year" ? b.value - a.value : 0))
      const select = make("select", {}, ...options)
      select.value = this.filters[name] ?? ""
      select.addEventListener("change", () => this.choose(name, select.value))
      return make("label", {}, make("span", {}, label), select)
    })
    const isUsed = ["school", "model", "year", "sort"].some(name => this.filters[name])
    return make("details", { class: "dvk-finder__more-filters", open: isUsed }, make("summary", {}, "Lọc và sắp xếp"), ...inside)
  }

  choose(name, value) {
    this.filters[name] = value
    this.ask()
  }

  /** One result. */
  async item(index, hit, query) {
    const card = await index.show(hit.place)
    const kind = index.kindOf(hit.place)
    if (kind === "anh") return this.photo(card, hit.place - index.page[hit.place] - 1, query, { whole: true })
    const title = make("a", { class: "dvk-hit__title", href: this.address(card.u) }, marked(card.t, query))
    const meta = [KINDS[card.k], card.d && formatDay(card.d), card.s].filter(Boolean).join(" · ")
    const item = make("li", { class: "dvk-hit" }, title, make("p", { class: "dvk-hit__meta" }, meta))
    const text = kind === "so-lieu" ? marked(card.n.at(-1), query) : excerpt(card, query) // a register's total
    item.append(make("p", { class: "dvk-hit__text" }, text))
    if (hit.photos.length) {
      const photos = hit.photos.slice(0, PHOTOS).map(place => this.photo(card, place - hit.place - 1, query, {}))
      item.append(make("ul", { class: "dvk-hit__photos" }, ...photos))
    }
    return item
  }

  photo(card, at, query, { whole }) {
    const [caption, anchor, thumb] = card.p[at] ?? card.p[0]
    const link = make("a", { class: "dvk-hit__photo", href: this.address(`${card.u}#${anchor}`) })
    if (thumb) link.append(make("img", { src: this.address(thumb), alt: "", loading: "lazy", width: "96", height: "72" }))
    link.append(make("span", {}, whole ? "" : "Ảnh: ", marked(caption, query)))
    const item = make("li", { class: whole ? "dvk-hit dvk-hit--photo" : "" }, link)
    if (whole) item.append(make("p", { class: "dvk-hit__meta" }, `Ảnh · ${formatDay(card.d)} · ${card.t}`))
    return item
  }

  /** An address of the index as one of this site; nothing else gets through. */
  address(path) {
    const url = new URL(path, this.site)
    return url.href.startsWith(this.site.href) ? url.href : this.site.href
  }

  /** Arrows go from the input to the results and among them. */
  onKey(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.tagName === "SELECT") return
    const stops = [this.input, ...this.place.querySelectorAll(".dvk-hit a")]
    const at = stops.indexOf(document.activeElement)
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
    if (at < 0 || !next) return
    event.preventDefault()
    next.focus()
  }
}

function statusOf({ query, hits, isLoose, isCorrected }) {
  if (!query.terms.length) return query.text ? "Xin gõ chữ hoặc số để tìm." : ""
  const words = isCorrected ? query.text : shorten(query.text)
  if (!hits.length) return `Không tìm thấy «${words}».`
  return `${formatCount(hits.length)} kết quả ${isLoose ? "gần với" : "cho"} «${words}».`
}

function shorten(text) {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function faultText(fault) {
  const { kind, file } = fault instanceof IndexFault ? fault : { kind: "damaged", file: "" }
  const where = file ? ` (${file})` : ""
  return {
    building: "Đang lập chỉ mục tìm kiếm, xin đợi một chút…",
    offline: "Không nối được với máy chủ nên chưa tìm được. Xin kiểm tra mạng rồi thử lại.",
    missing: `Chưa tìm được: thiếu tệp chỉ mục trên máy chủ${where}. Xin tải lại trang; nếu vẫn vậy, xin báo người quản trị.`,
    damaged: `Chưa tìm được: tệp chỉ mục trên máy chủ bị hỏng hoặc chép chưa đủ${where}. Xin tải lại trang; nếu vẫn vậy, xin báo người quản trị.`,
  }[kind]
}

function formatCount(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ".")
}

function formatDay(day) {
  return day.split("-").reverse().join("/")
}
