/** @jsxImportSource preact */
import { render } from 'preact'
import '../preact/tokens.css'
import { App } from './App.tsx'

const root = document.getElementById('app')
if (root) render(<App />, root)
