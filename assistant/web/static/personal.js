// Says which kinds of personal data a text seems to hold: the rules of assistant/personal.py, once more
// for the browser, so that a question can be warned of before it is sent. A test runs both on the same texts.
(() => {
  window.personalData = (typed) => {
    const text = typed.replace(/[^\S\n]/g, " ")
    const found = []
    if ([...text.matchAll(/(?<!\d)(\d{6})[ .–-]?(\d{5})(?!\d)/g)].some((m) => isNationalId(m[1] + m[2]))) found.push("national_id")
    if (/(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}/u.test(text)) found.push("email")
    if (isPhone(text)) found.push("phone")
    return found
  }

  function isNationalId(number) {
    const digits = [...number].map(Number)
    const remainder = (weights) => weights.reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11
    const [day, month, year] = [0, 2, 4].map((at) => Number(number.slice(at, at + 2)))
    const real = isDate(2000 + year, month - ([80, 65, 40].find((added) => month > added) ?? 0), day > 40 ? day - 40 : day)
    return real && remainder([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) <= 3 && remainder([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0
  }

  function isDate(year, month, day) {
    const date = new Date(Date.UTC(year, month - 1, day))
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  }

  function isPhone(text) {
    const grouped = String.raw`[2-9]\d(?:(?<apart>[ .-])\d\d(?:\k<apart>\d\d){2}|\d(?<by>[ .-])\d\d\k<by>\d{3})`
    if (new RegExp(String.raw`(?<!\d)(?<!\d[ .,–-])${grouped}(?![ .,–-]?\d)`).test(text)) return true
    if (/(?<![\d+])(?:\+|00) ?47[ .-]?[2-9](?:[ .-]?\d){7}(?!\d)/.test(text)) return true
    return [...text.matchAll(/(?<![\p{L}\p{N}_.,–-])[2-9]\d{7}(?![\p{L}\p{N}_–-]|[.,]\d)/gu)].some((match) => {
      const [digits] = match
      const year = Number(digits.slice(0, 4))
      const written = year >= 2000 && year < 2100 && isDate(year, Number(digits.slice(4, 6)), Number(digits.slice(6)))
      const before = text.slice(Math.max(0, match.index - 5), match.index)
      const after = text.slice(match.index + digits.length)
      return !written && !/(?<![\p{L}\p{N}_])(?:kr|nok)\.? ?$/iu.test(before) && !/^\s?(?:kr|nok|kroner)(?![\p{L}\p{N}_])/iu.test(after)
    })
  }
})()
