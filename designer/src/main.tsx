import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './kit/i18n/i18n.ts'
import { App } from './app/app.tsx'
import './app/base.css'
import './app/plain-table.css'
import './kit/fields/fields.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root".')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
