/* The header's search field before its first use: all else is fetched when a reader turns to it.
   A plain script, so that it can say why there is no search where modules may not be loaded. */

;(() => {
  const site = new URL("../../", document.currentScript.src)
  const forms = document.querySelectorAll("form.dvk-search")
  if (!forms.length) return
  const page = new URL(forms[0].action) // whole, as instant navigation leaves the header in place
  const load = name => import(new URL(`assets/dvk/search/${name}.js`, site).href)

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

  async function open(typed) {
    if (opening) return
    opening = true
    try {
      const { openDialog } = await load("dialog")
      const field = forms[0].elements.q // may have been typed on meanwhile
      await openDialog({ site, page, typed: field.value || typed })
      field.value = ""
    } catch {
      if (!document.querySelector(".dvk-search-note")) apologise()
    }
    opening = false
  }

  for (const form of forms) {
    form.action = page.href
    const field = form.elements.q
    field.addEventListener("input", () => open(field.value))
    field.addEventListener("click", () => open(""))
    form.addEventListener("submit", event => {
      event.preventDefault()
      field.focus() // at once, or phones keep their keyboard hidden
      open(field.value)
    })
  }

  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
    if (document.querySelector("dialog[open]")) return
    event.preventDefault()
    open("")
  })

  function visit() {
    const form = document.querySelector("form.dvk-search-page")
    if (!form || form.dataset.ready) return
    form.dataset.ready = "yes"
    const place = document.querySelector(".dvk-search-place")
    load("page").then(({ openPage }) => openPage({ form, place, site, page })).catch(apologise)
  }

  if (window.document$) window.document$.subscribe(visit)
  else visit()
})()
