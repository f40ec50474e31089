/* Comforts of every page: the day, light or dark, passing a page on. All pages hold without them. */

const root = document.documentElement

/* ---- The day in Vietnam, and the weather where the site names a source ---- */

const DAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"]

/* `Thứ năm, 19/12/2024`, wherever the reader is. */
function today(now = new Date()) {
  const there = new Date(now.getTime() + 7 * 3600e3) // Asia/Ho_Chi_Minh knows no summer time
  const two = number => String(number).padStart(2, "0")
  const [day, month, year] = [there.getUTCDate(), there.getUTCMonth() + 1, there.getUTCFullYear()]
  return `${DAYS[there.getUTCDay()]}, ${two(day)}/${two(month)}/${year}`
}

/* The source answers as Open-Meteo does, or with {place, temperature, text}; any slip: nothing shown. */
async function weather(place) {
  try {
    const answer = await fetch(place.dataset.dvkWeather, { signal: AbortSignal.timeout(5000) })
    const { current, place: where, temperature, text } = await answer.json()
    const degrees = Number(temperature ?? current?.temperature_2m)
    const words = [where, Number.isFinite(degrees) && `${Math.round(degrees)} °C`, text]
    place.textContent = words.filter(word => word).join(", ").slice(0, 60)
  } catch { /* no weather today */ }
}

/* ---- Light or dark: the system's wish until the reader chooses ---- */

const wishes = matchMedia("(prefers-color-scheme: dark)")

function scheme() {
  return root.dataset.dvkScheme || (wishes.matches ? "dark" : "light")
}

/* Material's documents have a name of their own for it. */
function dress() {
  document.body.dataset.mdColorScheme = scheme() === "dark" ? "slate" : "default"
}

function turn() {
  root.dataset.dvkScheme = scheme() === "dark" ? "light" : "dark"
  try { localStorage.setItem("dvk-scheme", root.dataset.dvkScheme) } catch { /* for this page then */ }
  dress()
}

/* ---- Passing on ---- */

const address = () => document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0]

const SHARE = {
  share: () => navigator.share({ title: document.title, url: address() }).catch(() => {}),
  print: () => print(),
  async copy(bar) {
    const said = bar.querySelector("[role=status]")
    try {
      await navigator.clipboard.writeText(address())
      said.textContent = "Đã chép liên kết."
    } catch {
      said.textContent = address()
    }
  },
  async qr() {
    const { encode } = await import("./uqr.js")
    const { data, size } = encode(address(), { ecc: "M", border: 2 })
    const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    const dialog = document.createElement("dialog")
    dialog.className = "dvk-qr"
    dialog.setAttribute("aria-label", "Mã QR của trang này")
    dialog.innerHTML = `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="Mã QR"
      shape-rendering="crispEdges"><path d="${dots.join("")}"/></svg><p></p>
      <button type="button">Đóng</button>`
    dialog.querySelector("p").textContent = address()
    dialog.addEventListener("click", event => event.target.closest("svg, p") ?? dialog.close())
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  },
}

function onClick(event) {
  if (event.target.closest?.("[data-dvk-scheme-button]")) turn()
  const button = event.target.closest?.("[data-dvk-share] button")
  if (button) SHARE[button.dataset.do](button.closest("[data-dvk-share]"))
}

/* Wide tables of documents, which Material puts into boxes that scroll: keys must reach them. */
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap"))
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
})

document.addEventListener("click", onClick)
wishes.addEventListener("change", dress)
for (const place of document.querySelectorAll("[data-dvk-today]")) place.textContent = today()
for (const place of document.querySelectorAll("[data-dvk-weather]")) weather(place)
dress()
