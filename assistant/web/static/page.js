// What the page does beside being a page: it asks through Gradio without loading anew, keeps the
// address right, moves focus, copies, and warns of personal data before anything is sent.
// Without this script, or before Gradio has started, every link and form works by loading a page.
(() => {
  const $ = (selector, within = document) => within.querySelector(selector)
  const root = document.documentElement
  const home = new URL("./", document.baseURI)
  let send = null
  let turn = 0
  let adopted = 0
  let filtersOpen = false
  let held = null
  let asked = $("#q")?.value

  // Gradio calls this for each of its two parts once they are there: what the server wrote into
  // the first HTML moves into them as it stands, with what has been typed.
  window.adoptPart = (name, element, trigger) => {
    const part = $(`#first [data-part=${name}]`)
    if (!part) return
    const app = element.closest("gradio-app")
    app.hidden = false
    const focused = document.activeElement
    const selection = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null
    while (part.firstChild) move(element, part.firstChild)
    if (focused && focused !== document.activeElement && element.contains(focused)) {
      focused.focus({ preventScroll: true })
      if (selection) focused.setSelectionRange(...selection)
    }
    if (trigger) send = trigger
    adopted += 1
    if (adopted === 2) {
      $("#first").remove()
      root.dataset.ready = "true"
      if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") toPlace(history.state)
    }
  }
  window.answerPainted = () => painted()

  function move(parent, node) {
    // moveBefore keeps focus, selection and what an input method is composing.
    if (parent.moveBefore) parent.moveBefore(node, null)
    else parent.append(node)
  }

  // Asking

  function ask(address, { push = true, place = null } = {}) {
    if (!send) {
      location.assign(address)
      return
    }
    if (push && address.href !== location.href) history.pushState(null, "", address)
    shown = address.search
    fillField(address)
    markLanguages(address)
    filtersOpen = $(".filters")?.open ?? false
    turn += 1
    pending = { query: address.search, turn: String(turn), place, hash: address.hash }
    root.classList.remove("held")
    root.classList.add("busy")
    $(".answer")?.setAttribute("aria-busy", "true")
    say($("#status").dataset.searching, true)
    if (!flying) fly()
  }
  let shown = location.search
  let pending = null
  let flying = false
  let giveUp = 0

  // One request at a time: of several questions in a hurry, the last one is sent when the first is
  // answered.
  function fly() {
    flying = true
    clearTimeout(giveUp)
    giveUp = setTimeout(unreachable, 20000)
    send({ query: pending.query, turn: pending.turn })
  }

  function painted() {
    flying = false
    const answer = $(".answer")
    if (!pending) return
    if (answer.dataset.turn !== pending.turn) return fly()
    settle()
    document.title = answer.dataset.title
    answer.removeAttribute("aria-busy")
    for (const option of answer.querySelectorAll("option")) option.selected = option.defaultSelected
    const filters = $(".filters", answer)
    if (filters) filters.open = filtersOpen
    foldContents()
    say(answer.dataset.status)
    warn($("#q"))
  }

  function unreachable() {
    flying = false
    if (!pending) return
    $(".answer").replaceWith($("#unreachable").content.cloneNode(true))
    settle()
    say("")
  }

  // Gradio tells nobody when a request of its own fails, so what it sends is listened to.
  const fetching = window.fetch
  window.fetch = async (...request) => {
    const asking = String(request[0]?.url ?? request[0]).includes("/gradio_api/run/")
    try {
      const response = await fetching(...request)
      // The session has ended: the page's own address leads to the sign-in, and back to the question.
      if (asking && response.status === 401) location.reload()
      else if (asking && !response.ok) unreachable()
      return response
    } catch (error) {
      if (asking) unreachable()
      throw error
    }
  }

  function settle() {
    clearTimeout(giveUp)
    root.classList.remove("busy")
    const { place, hash } = pending
    pending = null
    if (toPlace(place)) return
    const named = placeOf(hash)
    const heading = $("#results")
    if (named) goTo(named)
    else if (heading) heading.focus()
    else $("#q").focus()
  }

  const placeOf = (hash) => hash && document.getElementById(decodeURIComponent(hash.slice(1)))

  function goTo(place) {
    // A passage that begins inside a paragraph has no focus of its own.
    place?.closest("[tabindex]")?.focus({ preventScroll: true })
    place?.scrollIntoView()
  }

  function say(text, seen = false) {
    const status = $("#status")
    status.classList.add("quiet")
    status.classList.toggle("shown", seen)
    status.textContent = text
  }

  function fillField(address) {
    asked = address.searchParams.get("q") ?? ""
    $("#q").value = asked
  }

  function markLanguages(address) {
    for (const link of document.querySelectorAll("[data-language]")) {
      const target = new URL(address)
      target.searchParams.set("lang", link.dataset.language)
      link.href = target
    }
  }

  // What is pressed

  document.addEventListener("submit", (event) => {
    const isWithin = event.target.matches("form.within")
    if (event.target.id !== "ask" && !isWithin) return
    event.preventDefault()
    const field = isWithin ? $("#within") : $("#q")
    const kinds = personalData(field.value)
    if (kinds.length && held !== field.value) {
      held = field.value
      // What was found before is not the answer to this.
      if (!isWithin) root.classList.add("held")
      warn(field, $("#personal").dataset.again)
      field.focus()
      return
    }
    const applied = event.submitter?.hasAttribute("data-apply")
    const address = new URL(isWithin ? event.target.action : home)
    for (const [name, value] of new FormData(event.target)) {
      // An empty question asks for a list of everything that the filters leave.
      if (value !== "" || name === "q") address.searchParams.append(name, value)
    }
    // A new question is not about the document that the old page was like, nor misunderstood alike.
    if (!applied && !isWithin) {
      address.searchParams.delete("like")
      address.searchParams.delete("uten")
    }
    ask(address)
  })

  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button")
    if (target?.closest(".answer")) keepPlace(target)
    if (!target || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (target.dataset.copy) return copySource(target.dataset.copy, target)
    if (target.dataset.share) return copyLink(target)
    if (target.hasAttribute("data-print")) return window.print()
    if (target.hasAttribute("data-report")) return addressReport(target)
    if (target.id === "theme") return switchTheme()
    if (target.dataset.language) return switchLanguage(target.dataset.language)
    if (target.matches("a.skip")) return skip(event)
    if (target.id === "clear") return clearField()
    if (target.id === "slash") return switchSlash()
    if (target.hash && isHere(target) && isShown(target.search)) {
      // A place on the page that is shown already. Gradio's own router keeps the browser from it.
      event.preventDefault()
      if (target.href !== location.href) history.pushState(null, "", target.href)
      return goTo(placeOf(target.hash))
    }
    if (target.tagName === "A" && send && (!target.hash || target.search) && !target.hasAttribute("download") && isHere(target)) {
      event.preventDefault()
      ask(new URL(target.href))
    }
  })

  const isHere = (link) => link.origin === home.origin && link.pathname === home.pathname

  // The address may say the same in another order than the links on the page do.
  const isShown = (search) => search === shown || search === $(".source-page")?.dataset.here

  // The address of the page is no longer the one it was loaded with.
  function addressReport(link) {
    link.href = link.href.replace(/\?body=.*$/, `?body=${encodeURIComponent(location.href)}`)
  }

  function skip(event) {
    // The page's base address would make a fragment alone another page.
    const target = $(".answer #results") ?? $("#innhold")
    event.preventDefault()
    target.focus()
    target.scrollIntoView()
  }

  window.addEventListener("popstate", (event) => {
    if (!isHere(location)) return
    if (isShown(location.search)) toPlace(event.state)
    else ask(new URL(location.href), { push: false, place: event.state })
  })

  // Where the reader was, so that "Back" leads there: the link that was pressed, and the scroll.
  function keepPlace(target) {
    if (target.href) history.replaceState({ pressed: target.href, scroll: scrollY }, "")
  }

  function toPlace(place) {
    const pressed = [...document.querySelectorAll(".answer a")].find((link) => link.href === place?.pressed)
    if (!pressed) return false
    const folded = pressed.closest("details:not([open])")
    if (folded) folded.open = true
    pressed.focus({ preventScroll: true })
    scrollTo(0, place.scroll)
    return true
  }

  // The page that is left keeps its language in its address, or "Back" would lead to the new one.
  function switchLanguage(language) {
    const address = new URL(location.href)
    address.searchParams.set("lang", root.lang)
    history.replaceState(history.state, "", address)
    remember("language", language)
  }

  // Copying

  function copySource(id, pressed) {
    const { copied, referenceCopied } = $("#status").dataset
    return copy(document.getElementById(id).textContent, id.startsWith("r-") ? referenceCopied : copied, pressed)
  }

  function copyLink(pressed) {
    const { linkCopied, linkLocal } = $("#status").dataset
    const onlyHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname)
    return copy(new URL(pressed.dataset.share, home).href, linkCopied, pressed, onlyHere ? linkLocal : "")
  }

  async function copy(text, done, pressed, note = "") {
    const box = $(".copying", pressed.closest(".card"))
    const [told, shown] = box.children
    let copied = true
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      // Browsers refuse on plain http from another machine: what is marked can still be copied.
      shown.textContent = text
      box.hidden = false
      getSelection().selectAllChildren(shown)
      copied = document.execCommand("copy")
    }
    const failed = copied ? "" : $("#status").dataset.notCopied
    if (copied) {
      shown.textContent = ""
      confirmCopied(pressed)
    }
    told.textContent = [failed, note].filter(Boolean).join(" ")
    box.hidden = !told.textContent
    say([failed || done, note].filter(Boolean).join(" "))
  }

  // What was pressed says for two seconds that it worked: the line that says so may be far away.
  function confirmCopied(pressed) {
    pressed.dataset.copiedHere = `✓ ${$("#status").dataset.copiedHere}`
    setTimeout(() => delete pressed.dataset.copiedHere, 2000)
  }

  // Looking up one thing after the other

  const typing = (target) => target.isContentEditable || target.matches("input, select, textarea")

  document.addEventListener("keydown", (event) => {
    const field = $("#q")
    if (!field || event.altKey || event.isComposing) return
    const command = event.ctrlKey || event.metaKey
    const k = command && !event.shiftKey && event.key.toLowerCase() === "k"
    const slash = !command && event.key === "/" && slashOn() && !typing(event.target)
    if (!k && !slash) return
    event.preventDefault()
    field.focus()
    field.select()
  })

  // A click into a question that is answered selects it, so that the next one can be typed.
  let untouched = false
  document.addEventListener("pointerdown", (event) => {
    untouched = event.target.id === "q" && document.activeElement !== event.target && event.target.value === asked
  })
  document.addEventListener("pointerup", (event) => {
    const field = event.target
    if (untouched && field.id === "q" && field.selectionStart === field.selectionEnd) setTimeout(() => field.select())
    untouched = false
  })

  function clearField() {
    const field = $("#q")
    field.value = ""
    field.focus()
    warn(field)
  }

  function slashOn() {
    return recall("slash") !== "off"
  }

  function switchSlash() {
    remember("slash", slashOn() ? "off" : "on")
    nameSlash()
  }

  function nameSlash() {
    const button = $("#slash")
    if (button) button.textContent = slashOn() ? button.dataset.on : button.dataset.off
  }

  // Reports: their contents and their pages

  // A long list of contents would stand before all else in a narrow window.
  function foldContents() {
    const list = $(".contents details[data-long]")
    if (list && matchMedia("(max-width: 40rem)").matches) list.open = false
  }

  // A whole page is drawn for those who ask to see it.
  document.addEventListener("toggle", (event) => {
    const folded = event.target
    if (!folded.matches("details.whole-page[open]") || $("img", folded)) return
    const image = new Image()
    image.alt = folded.dataset.alt
    image.src = folded.dataset.image
    $("summary", folded).after(image)
  }, true)

  // Light and dark, language

  const dark = () => (root.dataset.colorScheme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark"

  function nameTheme() {
    const button = $("#theme")
    button.textContent = dark() ? button.dataset.light : button.dataset.dark
  }

  function switchTheme() {
    root.dataset.colorScheme = dark() ? "light" : "dark"
    remember("theme", root.dataset.colorScheme)
    nameTheme()
  }

  function remember(name, value) {
    kept[name] = value
    try {
      localStorage.setItem(name, value)
    } catch {
      // Storage may be switched off; the choice then holds for this page.
    }
  }

  const kept = {}

  function recall(name) {
    try {
      return localStorage.getItem(name) ?? kept[name]
    } catch {
      return kept[name]
    }
  }

  // Personal data: told of while one types, before anything is sent

  function warn(field, more = "") {
    const box = $(field.id === "within" ? "#within-personal" : "#personal")
    const words = $("#personal").dataset
    const kinds = personalData(field.value)
    const text = kinds.length ? words.warning.replace("{kinds}", kinds.map((kind) => words[kind]).join(", ")) : ""
    const told = [text, text && more].filter(Boolean).join(" ")
    if (box.textContent !== told) box.textContent = told
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches("#q, #within")) return
    root.classList.remove("held")
    warn(event.target)
  })

  nameTheme()
  nameSlash()
  foldContents()
  if ($("#q")) warn($("#q"))
})()
