/* Comments: Isso's own script, fetched from the school's server of comments when the reader comes to
   them or asks for them. The page and the comments kept in it hold without. */

const WAIT = 10_000
const DOWN =
  "Chưa nối được với máy chủ bình luận. Bài viết và các bình luận đã lưu vẫn xem được; xin thử lại sau."
const UNSENT = "Chưa gửi được. Xin chờ một lát rồi bấm «Gửi» lần nữa; nội dung bạn viết vẫn còn đây."
const SENT = "Đã gửi. Bình luận hiện với mọi người sau khi được duyệt."
const NAMELESS = "Xin ghi tên và ít nhất 3 chữ."

/* What Isso is told: nothing of its looks, no faces, no votes. */
const OPTIONS = {
  "data-isso-css": "false",
  "data-isso-lang": "vi",
  "data-isso-avatar": "false",
  "data-isso-vote": "false",
  "data-isso-postbox-author-text-vi": "Tên",
  "data-isso-postbox-author-placeholder-text-vi": "Tên hiện cùng bình luận",
  "data-isso-postbox-email-placeholder-text-vi": " ",
  "data-isso-postbox-website-placeholder-text-vi": " ",
  "data-isso-postbox-text-text-vi": "Viết bình luận (ít nhất 3 chữ)",
  "data-isso-num-comments-text-vi": "1 bình luận\\n{{ n }} bình luận",
  "data-isso-comment-anonymous-text-vi": "Bạn đọc",
  "data-isso-date-now-text-vi": "vừa xong",
}

const place = document.querySelector("[data-dvk-isso]")
const thread = place?.querySelector("#isso-thread")
const button = place?.querySelector("[data-dvk-discuss]")
const state = place?.querySelector("[role=status]")
let boxes = 0

function start() {
  if (place.dataset.dvkStarted) return
  place.dataset.dvkStarted = "true"
  watcher.disconnect()
  button.hidden = true
  state.textContent = "Đang mở bình luận…"
  new MutationObserver(mend).observe(thread, { childList: true, subtree: true, characterData: true })
  const script = document.createElement("script")
  for (const [name, value] of Object.entries(OPTIONS)) script.setAttribute(name, value)
  script.dataset.isso = `${place.dataset.dvkIsso}/`
  script.src = `${place.dataset.dvkIsso}/js/embed.min.js`
  script.addEventListener("error", fail)
  setTimeout(() => thread.querySelector(".isso-postbox") ?? fail(), WAIT)
  document.head.append(script)
}

/* The reader may press again, which starts anew. */
function fail() {
  state.textContent = DOWN
  button.hidden = false
  button.textContent = "Thử lại"
  button.addEventListener("click", () => location.reload(), { once: true })
}

/* Isso's markup made fit for everybody, whenever it changes: names of fields, no headings out of
   order, no id twice; and what is shown alive is not shown frozen as well. */
function mend() {
  const heading = thread.querySelector("h4.isso-thread-heading")
  for (const box of thread.querySelectorAll(".isso-postbox:not([data-number])")) mendBox(box)
  for (const title of thread.querySelectorAll(".isso-text :is(h1, h2, h3, h4, h5, h6)")) {
    const line = document.createElement("p")
    line.append(...title.childNodes)
    title.replaceWith(line)
  }
  for (const kept of place.querySelectorAll("[data-number].dvk-said"))
    kept.hidden = document.getElementById(`isso-${kept.dataset.number}`) !== null
  if (!heading) return
  heading.setAttribute("role", "presentation")
  heading.hidden = place.querySelector(".dvk-said:not([hidden])") !== null // it counts the alive
}

function mendBox(box) {
  box.dataset.number = ++boxes
  if (boxes === 1) state.textContent = ""
  const text = box.querySelector("textarea")
  text.setAttribute("aria-label", "Bình luận của bạn")
  text.required = true
  for (const label of box.querySelectorAll("label[for]")) {
    const field = box.querySelector(`#${label.htmlFor}`)
    if (!field) continue
    field.id = `${label.htmlFor}-${boxes}`
    label.htmlFor = field.id
  }
  const name = box.querySelector("[name=author]")
  name.autocomplete = "nickname"
  name.required = true
  const send = box.querySelector("[type=submit]")
  send.addEventListener("click", () => {
    const fits = text.value.length >= 3 && name.value.length > 0
    state.textContent = fits ? "Đang gửi…" : NAMELESS
  }, { capture: true })
  // Isso empties the field of what arrived, and tells nobody of what did not.
  new MutationObserver(() => {
    if (!send.disabled) state.textContent = text.value ? UNSENT : SENT
  }).observe(send, { attributeFilter: ["disabled"] })
}

const watcher = new IntersectionObserver(
  entries => entries.some(entry => entry.isIntersecting) && start(),
)

if (place) {
  button.hidden = false
  button.addEventListener("click", start)
  if (location.hash.startsWith("#isso-")) start()
  else watcher.observe(place)
}
