/* The header's search field before its first use: all else is fetched when a reader turns to it.
   A plain script, so that it can say why there is no search where modules may not be loaded. */

;(() => {
  const site = new URL("../../", document.currentScript.src)
  const forms = document.querySelectorAll("form.dvk-search")
  if (!forms.length) return
  const page = new URL(forms[0].action) // whole, as instant navigation leaves the header in place
  const early = {} // the index's contents on their way, for the first who asks
  let styled

  /** Fetch all at once that a first search waits for: look, contents of the index, code. */
  function prepare() {
    if (!styled) {
      styled = style()
      early.contents = fetch(new URL("tim-kiem/chi-muc/muc-luc.bin", site), { cache: "no-cache" })
      early.contents.catch(() => {}) // told of when it is asked for
    }
    return Promise.all([import(new URL("assets/dvk/search/finder.js", site).href), styled])
  }

  /** The style sheet, once it is there; without it the dialog works all the same. */
  function style() {
    return new Promise(done => {
      const link = document.createElement("link")
      link.rel = "stylesheet"
      link.href = new URL("assets/dvk/search/finder.css", site).href
      link.addEventListener("load", done)
      link.addEventListener("error", done)
      document.head.append(link)
    })
  }

  function apologise() {
    const isFile = location.protocol === "file:"
    const dialog = document.createElement("dialog")
    dialog.className = "dvk-search-note"
    dialog.setAttribute("aria-label", "Tìm kiếm")
    const words = document.createElement("p")
    words.textContent = isFile
      ? "Trang đang được mở thẳng từ ổ đĩa (file://), nên trình duyệt không cho đọc chỉ mục tìm kiếm. " +
        "Đưa trang lên máy chủ, hoặc chạy «mkdocs serve», là tìm được. Lúc này xin xem "
      : "Không tải được phần tìm kiếm. Xin kiểm tra mạng, tải lại trang, hoặc xem "
    const link = document.createElement("a")
    link.href = isFile ? page.href.replace(/\/$/, "/index.html") : page.href
    link.textContent = "danh sách theo chữ cái và theo năm"
    const close = document.createElement("button")
    close.type = "button"
    close.textContent = "Đóng"
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => dialog.remove())
    words.append(link, ".")
    dialog.append(words, close)
    document.body.append(dialog)
    dialog.showModal()
  }

  let opening = false

  /** Open the dialog. Until it is there the header's field takes what is typed; and it takes the
      focus at once, without which phones show no keyboard. */
  async function open(field) {
    if (opening) return
    opening = true
    field.focus()
    try {
      const [{ openDialog }] = await prepare()
      openDialog({ site, page, field, early })
    } catch {
      if (!document.querySelector(".dvk-search-note")) apologise()
    }
    opening = false
  }

  for (const form of forms) {
    form.action = page.href
    const field = form.elements.q
    field.addEventListener("focus", () => prepare().catch(() => {}))
    field.addEventListener("input", () => open(field))
    field.addEventListener("click", () => open(field))
    form.addEventListener("submit", event => {
      event.preventDefault()
      open(field)
    })
  }

  document.addEventListener("keydown", event => {
    const field = forms[0].elements.q
    const isEmpty = event.target === field && !field.value
    const isTyping = !isEmpty && event.target.closest?.("input, textarea, select, [contenteditable]")
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
    if (document.querySelector("dialog[open]")) return
    event.preventDefault()
    open(field)
  })

  function visit() {
    const form = document.querySelector("form.dvk-search-page")
    if (!form || form.dataset.ready) return
    form.dataset.ready = "yes"
    const place = document.querySelector(".dvk-search-place")
    prepare().then(([{ openPage }]) => openPage({ form, place, site, page, early })).catch(apologise)
  }

  if (window.document$) window.document$.subscribe(visit)
  else visit()
})()
