// Runs before anything is painted: the theme and the language that the reader chose, and the marks
// that the stylesheet needs. Nothing else is kept in the browser.
(() => {
  const html = document.documentElement
  const own = html.lang
  html.classList.remove("no-js")
  let theme = null
  let language = null
  try {
    theme = localStorage.getItem("theme")
    language = localStorage.getItem("language")
  } catch {
    // Storage may be switched off; the page does without.
  }
  // A reader who comes back to a page in another language has left the one that was chosen since.
  const [visit] = performance.getEntriesByType("navigation")
  const named = new URL(location.href).searchParams.get("lang")
  if (visit?.type === "back_forward" && named === own && language && language !== own) {
    language = own
    localStorage.setItem("language", own)
  }
  if (theme === "dark" || theme === "light") html.dataset.colorScheme = theme
  const address = new URL(location.href)
  if (!address.searchParams.has("lang") && /^(nb|nn|en)$/.test(language) && language !== own) {
    address.searchParams.set("lang", language)
    location.replace(address)
  }
  // Gradio sets the language of the document from the browser's: it is the page's that counts.
  Object.defineProperty(navigator, "language", { get: () => own })
  new MutationObserver(() => {
    if (html.lang !== own) html.lang = own
  }).observe(html, { attributes: true, attributeFilter: ["lang"] })
})()
