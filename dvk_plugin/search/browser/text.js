/* Words of Vietnamese text as the index has them; `dvk_plugin/search/words.py` does the same.
   tests/search/words.json is the table that both sides are tested against. */

const SCALES = { nghìn: 3, ngàn: 3, triệu: 6, tỉ: 9, nghin: 3, ngan: 3, trieu: 6, ti: 9 }
const NUMBER = "[0-9]+(?:[.,][0-9]+)*"
const LETTER = "(?:(?![0-9])[\\p{L}\\p{N}\\u0300-\\u036f])"
const SCALE = `(?:nghìn|ngàn|triệu|tỷ|tỉ|nghin|ngan|trieu|ty|ti)(?!${LETTER})`
const WORD = new RegExp(`${LETTER}+|${NUMBER}(?: ${SCALE}(?: ${NUMBER} ${SCALE})*)?`, "gu")
const GROUPED = /^(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3}){2,})$/
const DECIMAL = /^[0-9]+[.,][0-9]+$/
const OPEN_PAIR = /(?<!q)(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])$/
const FROM = ["à", "á", "ả", "ã", "ạ", "è", "é", "ẻ", "ẽ", "ẹ", "ỳ", "ý", "ỷ", "ỹ", "ỵ"]
const TONED = { o: ["ò", "ó", "ỏ", "õ", "ọ"], u: ["ù", "ú", "ủ", "ũ", "ụ"] }
const AS_I = { y: "i", ỳ: "ì", ý: "í", ỷ: "ỉ", ỹ: "ĩ", ỵ: "ị" }

/** A text in NFC with single blanks, look-alikes of Đ mended: as the index keeps its texts. */
export function tidy(text) {
  return mend(text.normalize("NFC"))
    .replace(/[\s\u200b\u2060\ufeff]+/g, " ")
    .trim()
}

function mend(text) {
  return text.replace(/[ÐƉ]/g, "Đ").replace(/ð/g, "đ")
}

/** The words of a tidy text, each `{spell, fold, start, end}` with its place in the text, and the
    values among them, each `{number, start, end}` with the numbers of its words. */
export function readWords(text) {
  const words = []
  const values = []
  for (const match of lower(mend(text)).replace(/²/g, "2").replace(/³/g, "3").matchAll(WORD)) {
    const [found] = match
    if (/^[0-9]/.test(found)) readNumber(found, match.index, words, values)
    else {
      const bare = found.replace(/[\u0300-\u036f]/g, "")
      if (bare) words.push(word(spell(bare), match.index, found.length))
    }
  }
  return { words, values }
}

function word(spelling, start, length) {
  return { spell: spelling, fold: fold(spelling), start, end: start + length }
}

/** Lower case of the same length, so that places hold. */
function lower(text) {
  const low = text.toLowerCase()
  if (low.length === text.length) return low
  return Array.from(text, char => char.toLowerCase().slice(0, char.length)).join("")
}

function readNumber(found, at, words, values) {
  const start = words.length
  const numbers = []
  const scales = []
  for (const part of found.matchAll(/[^ ]+/g)) {
    const place = at + part.index
    if (/^[0-9]/.test(part[0])) {
      numbers.push(canonical(part[0]))
      let from = 0
      for (const { number, length } of numbers.at(-1)) {
        words.push(word(number, place + from, length))
        from += length + 1
      }
    } else {
      scales.push(spell(part[0]))
      words.push(word(scales.at(-1), place, part[0].length))
    }
  }
  if (!scales.length || numbers.some(parts => parts.length > 1)) return
  values.push({ number: sum(numbers.map(([one]) => one.number), scales), start, end: words.length })
}

/** `37.900.000` → `37900000`; `37.9` → `37,9`; `21.9.2023`, no number, in its parts. */
function canonical(text) {
  const length = text.length
  if (GROUPED.test(text)) {
    const plain = text.includes(".") ? text.replaceAll(".", "") : text.replaceAll(",", "")
    return [{ number: written(plain.replace(",", ".")), length }]
  }
  if (DECIMAL.test(text)) return [{ number: written(text.replace(",", ".")), length }]
  return text.split(/[.,]/).map(part => ({ number: written(part), length: part.length }))
}

/** A number (decimal point) without needless zeros, with a decimal comma. */
function written(number) {
  const [whole, part = ""] = number.split(".")
  const rest = part.replace(/0+$/, "")
  return (whole.replace(/^0+/, "") || "0") + (rest && `,${rest}`)
}

/** The sum of numbers in their scales, exactly: digits are shifted, never rounded. */
function sum(numbers, scales) {
  const SHIFT = 30
  let total = 0n
  numbers.forEach((number, at) => {
    const [whole, part = ""] = number.split(",")
    const digits = (whole + part.padEnd(SHIFT, "0").slice(0, SHIFT)) + "0".repeat(SCALES[scales[at]])
    total += BigInt(digits)
  })
  const digits = total.toString().padStart(SHIFT + 1, "0")
  return written(`${digits.slice(0, -SHIFT)}.${digits.slice(-SHIFT)}`)
}

/** A word in lower case with its tone where it stood of old, and `kỹ` as `kĩ`. */
export function spell(text) {
  const pair = text.match(OPEN_PAIR)
  if (pair) {
    const [first, second] = pair[0]
    const at = FROM.indexOf(second)
    text = text.slice(0, -2) + TONED[first][at % 5] + "aey"[Math.floor(at / 5)]
  }
  return text.replace(/^([hklmstv])([yỳýỷỹỵ])$/, (_, first, last) => first + AS_I[last])
}

/** A spelling without marks. */
export function fold(spelling) {
  return spelling.replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "")
}

let table

/** CRC-32 of a text's UTF-8 bytes, as everywhere. */
export function crc32(text) {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1
    return byte
  })
  let code = ~0
  for (const byte of new TextEncoder().encode(text)) code = table[(code ^ byte) & 255] ^ (code >>> 8)
  return ~code >>> 0
}
