/* The search form at work: what is typed goes to the index, what is found is shown below it.
   The same on the page of its own and in the dialog. */

import { find } from "./find.js"
import { KINDS, formatCount, make, makeHit } from "./hits.js"
import { IndexFault, openIndex } from "./index.js"
import { LONGEST } from "./query.js"

const PARAMETERS = { kind: "loai", school: "truong", model: "mo-hinh", year: "nam", sort: "xep" }
const PAUSE = 30 // ms without a key before a query is asked
const REST = 400 // ms without a key before it is completed and corrected, and more is shown
const STEP = 8 // results at a time
const FIRST = 3 // while a reader types on: what the next letter may change is not fetched

let opened // the index, once for all views

/** Make a search of a form with an input `q`; filters and results go into `place`.

    `site`: the site's root; `page`: address of the search's own page; `early.contents`: the
    index's as they are being fetched. `onChange` is told the query's parameters after each answer. */
export class View {
  constructor({ form, place, site, page, early, onChange = () => {} }) {
    Object.assign(this, { form, site, page, early, onChange })
    this.input = form.elements.q
    this.filters = {}
    this.turn = this.latest = 0
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
    if (!opened) {
      opened = openIndex(this.site, this.early.contents)
      this.early.contents = undefined // an answer is read once
      opened.catch(() => { opened = undefined })
    }
    return opened
  }

  get links() {
    return [...this.list.querySelectorAll("a")]
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
    this.timer = setTimeout(() => this.ask({ settled: false }), PAUSE)
  }

  /** Ask for what the form holds now; an answer is dropped once a later one is shown. `settled`:
      whether the reader has stopped typing. */
  async ask({ settled = true } = {}) {
    clearTimeout(this.timer)
    const turn = ++this.turn
    const raw = this.input.value
    try {
      const index = await this.index
      const answer = await find(index, raw, this.filters, { settled })
      const isPart = !settled && answer.hits?.length > FIRST
      const hasMore = answer.isThin || answer.isPending || isPart
      if (turn === this.turn && hasMore) this.timer = setTimeout(() => this.ask(), REST)
      if (answer.isPending || turn < this.latest) return
      await this.showAnswer(index, answer, turn, settled ? STEP : FIRST)
    } catch (fault) {
      if (turn === this.turn) this.showFault(fault)
      return
    }
    if (turn === this.latest) this.onChange(this.parameters())
  }

  async showAnswer(index, answer, turn, most) {
    const first = answer.hits.slice(0, most)
    const items = await Promise.all(first.map(hit => makeHit(index, hit, answer.query, this.site)))
    if (turn < this.latest) return
    this.latest = turn
    this.answer = answer
    this.shown = first.length
    this.showBar(index)
    this.showNotes(answer)
    const held = this.links.indexOf(document.activeElement) // who is among the results stays there
    this.list.replaceChildren(...items)
    if (held >= 0) (this.links[held] ?? this.input).focus()
    this.more.hidden = most < STEP || this.shown >= answer.hits.length
    this.status.textContent = statusOf(answer)
  }

  async showMore({ focus }) {
    const index = await this.index
    const next = this.answer.hits.slice(this.shown, this.shown + STEP)
    const { latest } = this
    let items
    try {
      items = await Promise.all(next.map(hit => makeHit(index, hit, this.answer.query, this.site)))
    } catch (fault) {
      this.showFault(fault)
      return
    }
    if (latest !== this.latest) return
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

  /** Arrows go from the input to the results and among them. */
  onKey(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.tagName === "SELECT") return
    const stops = [this.input, ...this.links]
    const at = stops.indexOf(document.activeElement)
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
    if (at < 0 || !next) return
    event.preventDefault()
    next.focus()
  }
}

function statusOf({ query, hits, counts, isLoose, isCorrected }) {
  if (!query.terms.length) return query.text ? "Xin gõ chữ hoặc số để tìm." : ""
  const words = isCorrected ? query.text : shorten(query.text)
  if (!hits.length && Object.keys(counts).length) return "Không có kết quả loại này; xin xem các loại khác."
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
