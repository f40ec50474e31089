/* Photos of a page, one at a time on the whole screen. Without this script a photo's link opens the
   picture itself. One listener serves the whole document. */

const PHOTOS = ".dvk-gallery a.dvk-photo"
const SWIPE = 45 // px a finger has to go

const hushed = matchMedia("(prefers-reduced-motion: reduce)")
let dialog, stage, text, count, original, links, opener, at, touch

function build() {
  dialog = document.createElement("dialog")
  dialog.className = "dvk-lightbox"
  dialog.setAttribute("aria-label", "Xem ảnh")
  dialog.innerHTML = `
    <button type="button" data-do="close" aria-label="Đóng" autofocus></button>
    <div class="dvk-lightbox__stage"></div>
    <div class="dvk-lightbox__words" aria-live="polite">
      <p class="dvk-lightbox__count"></p>
      <div class="dvk-lightbox__text"></div>
      <a class="dvk-lightbox__original" download hidden></a>
    </div>
    <button type="button" data-do="back" aria-label="Ảnh trước"></button>
    <button type="button" data-do="on" aria-label="Ảnh sau"></button>`
  stage = dialog.querySelector(".dvk-lightbox__stage")
  text = dialog.querySelector(".dvk-lightbox__text")
  count = dialog.querySelector(".dvk-lightbox__count")
  original = dialog.querySelector(".dvk-lightbox__original")
  dialog.addEventListener("click", onClick)
  dialog.addEventListener("keydown", onKey)
  dialog.addEventListener("close", onClose)
  stage.addEventListener("touchstart", onTouch, { passive: true })
  stage.addEventListener("touchmove", onMove, { passive: true })
  stage.addEventListener("touchend", onLift)
  stage.addEventListener("touchcancel", onLift)
}

function open(link) {
  if (!dialog) build()
  if (!dialog.isConnected) document.body.append(dialog)
  opener = link
  links = [...document.querySelectorAll(PHOTOS)]
  dialog.classList.toggle("dvk-lightbox--single", links.length < 2)
  show(links.indexOf(link))
  dialog.showModal()
}

function show(index) {
  at = (index + links.length) % links.length
  const picture = large(at)
  const image = picture.querySelector("img")
  image.addEventListener("load", preload)
  stage.replaceChildren(picture)
  count.innerHTML = `<span class="dvk-hidden">Ảnh</span> ${at + 1} / ${links.length}`
  const caption = links[at].closest("figure")?.querySelector("figcaption")
  text.replaceChildren(...(caption ? caption.cloneNode(true).childNodes : []))
  offer(links[at].dataset)
  if (image.complete) preload()
}

/* The photo in full size, where the site gives it away. */
function offer({ original: address, originalSize: size }) {
  original.hidden = !address
  original.href = address ?? ""
  original.textContent = `Tải ảnh gốc (${size})`
}

/* The thumbnail's own <picture>, told how wide it will stand here. */
function large(index) {
  const picture = links[index].querySelector("picture").cloneNode(true)
  const image = picture.querySelector("img")
  const ratio = image.getAttribute("width") / image.getAttribute("height")
  for (const part of picture.children) part.sizes = `min(100vw, ${Math.ceil(ratio * 85)}vh)`
  image.loading = "eager"
  image.fetchPriority = "auto"
  return picture
}

/* The neighbours, once the picture itself is there; not where the reader saves data. */
function preload() {
  if (!navigator.connection?.saveData && links.length > 1)
    for (const step of [1, -1]) large((at + step + links.length) % links.length)
}

function onClick(event) {
  const doing = event.target.closest("[data-do]")?.dataset.do
  if (doing === "back") show(at - 1)
  else if (doing === "on") show(at + 1)
  else if (doing === "close" || event.target === dialog || event.target === stage) dialog.close()
}

function onKey(event) {
  event.stopPropagation() // the theme has keys of its own
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const goal = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key]
  if (goal === undefined) return
  event.preventDefault()
  show(goal)
}

function onClose() {
  stage.replaceChildren()
  if (opener?.isConnected) opener.focus()
}

/* One finger, on a page that is not zoomed: sideways turns over, down closes. */
function onTouch(event) {
  const one = event.touches.length === 1 && (visualViewport?.scale ?? 1) < 1.05
  touch = one ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null
}

function onMove(event) {
  if (event.touches.length > 1) touch = null
  const way = touch ? event.touches[0].clientX - touch.x : 0
  if (!hushed.matches) stage.style.translate = `${links.length > 1 ? way : 0}px`
}

function onLift(event) {
  stage.style.translate = ""
  if (!touch || event.type === "touchcancel") return
  const { clientX, clientY } = event.changedTouches[0]
  const [x, y] = [clientX - touch.x, clientY - touch.y]
  touch = null
  if (Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y)) {
    if (links.length > 1) show(at + (x < 0 ? 1 : -1))
  } else if (y > 2 * SWIPE) dialog.close()
}

document.addEventListener("click", event => {
  const link = event.target.closest?.(PHOTOS)
  const plain = !(event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
  if (!link || !plain) return
  event.preventDefault()
  open(link)
})
