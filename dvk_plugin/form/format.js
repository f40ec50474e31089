// Front matter into what the form edits, and back.
//
// The form knows lists of groups; front matter has tables keyed by metric, by year, by slug, names
// and dates in many spellings, and authors' own comments. Texts stay texts: «1.000» is no number.
// Lines of fields that nobody changed are written back as they were, comments and all.

const NOTHING = ["", "~", "null", "Null", "NULL"]
const YES = ["true", "yes", "on", "có", "co", "đúng", "1"]
const FENCE = /^\s*---[ \t]*\n/
const DATES = [
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  /^(?:ngày )?(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})$/,
  /^ngày (?<d>\d{1,2}) tháng (?<m>\d{1,2}) năm (?<y>\d{4})$/,
]

const tidy = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim()

// What makes two spellings one name, as `name_key` of dvk_plugin/read/names.py.
export const nameKey = (text) =>
  tidy(text)
    .toLowerCase()
    .replace(/đ/g, "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .replace(/(?<![0-9])0+(?=[0-9])/g, "")

const list = (value) => (Array.isArray(value) ? value : [value])
const isTable = (value) => value instanceof Map
const texts = (value) => list(value).filter((item) => typeof item === "string")

// Without what means «not given»: null, empty texts and groups, false. Names in one order.
export function pruned(value) {
  if (Array.isArray(value)) {
    const items = value.map(pruned).filter((item) => item !== undefined)
    return items.length ? items : undefined
  }
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value)
      .map(([name, item]) => [name, pruned(item)])
      .filter(([, item]) => item !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
    return pairs.length ? Object.fromEntries(pairs) : undefined
  }
  if (typeof value === "string") return value.trim() ? value : undefined
  return value === true || typeof value === "number" ? value : undefined
}

export function makeFormats(YAML, shapes, names) {
  // --- YAML to plain values: texts, lists, and Maps, which keep their order

  function plain(node) {
    if (YAML.isMap(node)) {
      return new Map(node.items.map((pair) => [plain(pair.key), plain(pair.value)]))
    }
    if (YAML.isSeq(node)) return node.items.map(plain)
    if (!YAML.isScalar(node)) return ""
    const text = String(node.value ?? "")
    return node.type === "PLAIN" && NOTHING.includes(text) ? "" : text
  }

  function parse(text) {
    const document = YAML.parseDocument(text, { schema: "failsafe" })
    if (document.errors.length) throw document.errors[0]
    return document.contents
  }

  // Each top-level field with its own lines; none where the table is written in brackets.
  function chunks(text, root) {
    if (!YAML.isMap(root) || root.flow) return null
    const starts = root.items.map((pair) => text.lastIndexOf("\n", pair.key.range[0] - 1) + 1)
    starts[0] = 0
    return root.items.map((pair, i) => ({
      name: plain(pair.key),
      text: text.slice(starts[i], starts[i + 1] ?? text.length),
    }))
  }

  const written = (value) =>
    YAML.stringify(value, { lineWidth: 0, defaultStringType: "PLAIN", defaultKeyType: "PLAIN" })

  // --- one field, to the form and back

  const known = (kind, text) => names[kind]?.[nameKey(text)] ?? tidy(text)

  function openDay(text) {
    const found = DATES.map((form) => tidy(text).toLowerCase().match(form)).find(Boolean)
    if (!found) return tidy(text)
    const { y, m, d } = found.groups
    return `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`
  }

  function openChoice(text, field) {
    return field.words.find((word) => nameKey(word) === nameKey(text)) ?? tidy(text)
  }

  function openFigures(table, field) {
    return [...table].flatMap(([name, value]) =>
      list(value)
        .filter((item) => item !== "")
        .map((item) => ({
          metric: known("metric", name),
          ...(isTable(item) ? openTable(item, field.inside) : { value: item }),
        })),
    )
  }

  function openKeyed(table, field, key) {
    return [...table].map(([name, value]) => ({
      [key]: name,
      ...(isTable(value) ? openTable(value, field.inside) : {}),
    }))
  }

  function open(value, field) {
    switch (field.holds) {
      case "lines":
        return texts(value)
      case "models":
        return texts(value).map((text) => known("model", text))
      case "tables":
        return list(value)
          .filter(isTable)
          .map((item) => openTable(item, field.inside))
      case "boxes":
        return (list(value).every(Array.isArray) ? list(value) : [value]).map((box) =>
          list(box).join(", "),
        )
      case "table":
        return isTable(value)
          ? openTable(value, field.inside)
          : { [field.inside[0].name]: texts(value)[0] }
      case "figures":
        return isTable(value) ? openFigures(value, field) : []
      case "amounts":
        return isTable(value)
          ? [...value].map(([name, amount]) => ({ metric: known("metric", name), value: amount }))
          : []
      case "years":
        return isTable(value) ? openKeyed(value, field, "year") : []
      case "declared":
        return isTable(value) ? openKeyed(value, field, "slug") : []
    }
    if (typeof value !== "string") return value
    switch (field.holds) {
      case "day":
        return openDay(value)
      case "flag":
        return YES.includes(tidy(value).toLowerCase())
      case "choice":
        return openChoice(value, field)
      case "school":
      case "branch":
      case "level":
      case "model":
        return known(field.holds, value)
    }
    return value
  }

  // Fields nobody knows stay where they are: `dvk check` names them, the form must not drop them.
  function openTable(table, shape) {
    const form = {}
    const taken = new Set()
    for (const field of shape) {
      const own = [field.name, ...field.also].filter((name) => table.has(name))
      own.forEach((name) => taken.add(name))
      const name = own.find((one) => table.get(one) !== "")
      const value = name === undefined ? undefined : open(table.get(name), field)
      if (value === undefined) continue
      if (field.rare) form.more = { ...form.more, [field.name]: value }
      else form[field.name] = value
    }
    for (const [name, value] of table) if (!taken.has(name)) form[name] = loose(value)
    return form
  }

  const loose = (value) => {
    if (isTable(value)) return Object.fromEntries([...value].map(([k, v]) => [k, loose(v)]))
    return Array.isArray(value) ? value.map(loose) : value
  }

  const number = (text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text)

  function writeKeyed(items, field, key) {
    return new Map(
      items.map(({ [key]: name, ...form }) => [
        key === "year" ? number(name ?? "") : (name ?? ""),
        writeTable(form, field.inside),
      ]),
    )
  }

  function writeFigures(items, field) {
    const found = new Map()
    for (const { metric, ...form } of items) {
      const table = writeTable(form, field.inside)
      const one = Object.keys(table).join() === "value" ? table.value : table
      found.set(metric ?? "", [...(found.get(metric ?? "") ?? []), one])
    }
    return new Map([...found].map(([metric, all]) => [metric, all.length > 1 ? all : all[0]]))
  }

  function write(value, field) {
    switch (field.holds) {
      case "tables":
        return value.map((item) => writeTable(item, field.inside))
      case "table":
        return writeTable(value, field.inside)
      case "boxes":
        return value.map((box) => box.split(/[,;\s]+/).map(number))
      case "figures":
        return writeFigures(value, field)
      case "amounts":
        return new Map(value.map(({ metric, value: amount }) => [metric ?? "", amount ?? ""]))
      case "years":
        return writeKeyed(value, field, "year")
      case "declared":
        return writeKeyed(value, field, "slug")
    }
    return value
  }

  function writeTable(form, shape) {
    const { more = {}, ...rest } = form
    const given = { ...rest, ...more }
    const table = {}
    for (const field of shape) {
      if (given[field.name] === undefined) continue
      table[field.name] = write(given[field.name], field)
      delete given[field.name]
    }
    return { ...table, ...given }
  }

  // --- whole files

  // The field that a top-level name belongs to; figures may stand there without `metrics`.
  function owner(name, value, shape) {
    const field = shape.find((one) => [one.name, ...one.also].includes(name))
    const figures = shape.find((one) => one.holds === "figures")
    const isCount = field?.name === "photos" && typeof value === "string" && !/\.\w+\s*$/.test(value)
    if (figures && (isCount || (!field && names.metric[nameKey(name)]))) return figures
    return field
  }

  function openTop(root, shape) {
    const table = root === null ? new Map() : plain(root)
    if (!isTable(table)) throw new Error("phần đầu tệp phải gồm các dòng dạng «tên: giá trị»")
    const sorted = new Map(shape.map((field) => [field.name, []]))
    for (const [name, value] of table) {
      const field = owner(name, value, shape)
      if (field) sorted.get(field.name).push([name, value])
    }
    const form = {}
    for (const field of shape) {
      const own = new Map()
      const isOwn = ([name]) => name === field.name  // those under `metrics` come first
      const given = sorted.get(field.name)
      for (const [name, value] of [...given.filter(isOwn), ...given.filter((one) => !isOwn(one))]) {
        if (field.holds !== "figures" || name !== field.name) own.set(name, value)
        else if (isTable(value)) for (const [metric, item] of value) own.set(metric, item)
      }
      if (!own.size) continue
      const whole = field.holds === "figures" ? new Map([[field.name, own]]) : own
      const { more = {}, ...rest } = openTable(whole, [field])
      Object.assign(form, rest)
      if (field.rare) form.more = { ...form.more, ...more }
    }
    return form
  }

  function fieldOf(form, field) {
    return pruned((field.rare ? form.more : form)?.[field.name])
  }

  // The lines of a file's fields: untouched ones as they were, the others anew, new ones last.
  function writeTop(form, was, shape) {
    const root = was.trim() ? parse(was) : null
    const before = root === null ? {} : openTop(root, shape)
    const values = root === null ? new Map() : plain(root)
    const old = root === null ? [] : chunks(was, root)
    const same = (field) =>
      old !== null &&
      JSON.stringify(fieldOf(form, field)) === JSON.stringify(fieldOf(before, field))
    const lines = (field) => {
      const value = fieldOf(form, field)
      return value === undefined ? "" : written({ [field.name]: write(value, field) })
    }
    const done = new Set()
    const parts = []
    const kept = old ?? [...values].map(([name, value]) => ({ name, text: written({ [name]: loose(value) }) }))
    for (const chunk of kept) {
      const field = owner(chunk.name, values.get(chunk.name), shape)
      if (!field || same(field)) parts.push(chunk.text)
      else if (!done.has(field.name)) parts.push(lines(field))
      if (field) done.add(field.name)
    }
    for (const field of shape) if (!done.has(field.name)) parts.push(lines(field))
    return parts
      .filter(Boolean)
      .map((part) => (part.endsWith("\n") ? part : `${part}\n`))
      .join("")
      .normalize("NFC")
  }

  function split(text) {
    const opening = text.match(FENCE)
    const closing = opening && text.slice(opening[0].length).match(/^(?:---|\.\.\.)[ \t]*$/m)
    if (!closing) throw new Error("phần đầu giữa hai dòng --- chưa đủ")
    const end = opening[0].length + closing.index
    const rest = text.slice(end + closing[0].length)
    const gap = rest.match(/^\n*/)[0]
    return { head: text.slice(opening[0].length, end), gap, body: rest.slice(gap.length) }
  }

  function page(shape) {
    return {
      extension: "md",
      fromFile(text) {
        const { head, gap, body } = split(text.normalize("NFC"))
        return { ...openTop(parse(head), shape), body, was: JSON.stringify({ head, gap }) }
      },
      toFile({ body = "", was = "", ...form }) {
        const { head = "", gap = "\n\n" } = was ? JSON.parse(was) : {}
        return `---\n${writeTop(form, head, shape)}---${body ? gap : ""}${body}\n`
      },
    }
  }

  const registry = {
    extension: "yml",
    fromFile: (text) => ({ ...openTop(parse(text), shapes.registry), was: text }),
    toFile: ({ was = "", ...form }) => writeTop(form, was, shapes.registry),
  }

  return { post: page(shapes.post), model: page(shapes.model), registry }
}
