/** @jsxImportSource preact */
import { render } from 'preact'
import '../preact/tokens.css'
import './phone.css'
import { LangProvider } from '../preact/lang.tsx'
import { App } from './App.tsx'

const root = document.getElementById('app')
if (root) {
  render(
    <LangProvider>
      <App />
    </LangProvider>,
    root,
  )
}
