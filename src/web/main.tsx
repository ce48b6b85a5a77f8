import './shell/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'

const RELOADED = 'baiki.reloaded'

// A page that was open through an update asks for files that are gone: once more from the start, but never in circles.
window.addEventListener('vite:preloadError', event => {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < 60_000) return
  event.preventDefault()
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
})

const app = document.getElementById('app')
if (app) {
  createRoot(app).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
