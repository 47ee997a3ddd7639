import { Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IconChevronRight, IconReload } from '@tabler/icons-react'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { listBranch, type Node } from '../api/consoles'
import { TenantName, TenantStatus } from '../app/cells'
import { useSession } from '../app/Gate'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useFormats } from '../i18n/format'
import styles from './platform.module.css'

interface Branch {
  items: Node[]
  next?: string
  loading: boolean
  error?: unknown
}

type Row = { key: string; level: number; parent: string } & ({ kind: 'node'; node: Node; place: number; of: number } | { kind: 'more' | 'waiting' | 'failed' })

/** The tree: a branch is loaded when it is opened. Arrows walk it, as in any tree. */
export function Tree() {
  const { t } = useTranslation()
  const { session } = useSession()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const root = session.tenant.id
  const [branches, setBranches] = useState<Record<string, Branch>>(() => queries.getQueryData<Record<string, Branch>>(['branches']) ?? {})
  const [opened, setOpened] = useState<Set<string>>(() => queries.getQueryData<Set<string>>(['opened branches']) ?? new Set())
  const [focused, focus] = useState<string>()
  const frame = useRef<HTMLDivElement>(null)
  // What was open stays open for whoever looks at one tenant and comes back.
  useEffect(() => {
    queries.setQueryData(['branches'], branches)
    queries.setQueryData(['opened branches'], opened)
  }, [queries, branches, opened])

  const load = useCallback(async (parent: string, after?: string) => {
    setBranches((all) => ({ ...all, [parent]: { ...(all[parent] ?? { items: [] }), loading: true, error: undefined } }))
    try {
      const page = await listBranch(parent, after)
      setBranches((all) => ({ ...all, [parent]: { items: after ? [...(all[parent]?.items ?? []), ...page.items] : page.items, next: page.next, loading: false } }))
    } catch (error) {
      setBranches((all) => ({ ...all, [parent]: { ...(all[parent] ?? { items: [] }), loading: false, error } }))
    }
  }, [])
  useEffect(() => void load(root), [load, root])

  const toggle = (node: Node, open = !opened.has(node.id)) => {
    const next = new Set(opened)
    if (open) next.add(node.id)
    else next.delete(node.id)
    setOpened(next)
    if (open && !branches[node.id]) void load(node.id)
  }

  const rows = useMemo(() => {
    const list: Row[] = []
    const walk = (parent: string, level: number) => {
      const branch = branches[parent]
      branch?.items.forEach((node, place) => {
        list.push({ kind: 'node', key: node.id, level, parent, node, place: place + 1, of: branch.next ? -1 : branch.items.length })
        if (opened.has(node.id)) walk(node.id, level + 1)
      })
      if (branch?.loading) list.push({ kind: 'waiting', key: `waiting ${parent}`, level, parent })
      else if (branch?.error) list.push({ kind: 'failed', key: `failed ${parent}`, level, parent })
      else if (branch?.next) list.push({ kind: 'more', key: `more ${parent}`, level, parent })
    }
    walk(root, 1)
    return list
  }, [branches, opened, root])

  const top = branches[root]
  if (!top || (top.loading && top.items.length === 0)) return <Waiting />
  if (top.error && top.items.length === 0) return <Failure error={top.error} retry={() => void load(root)} />
  if (top.items.length === 0) return <Notice kind="empty" title={t('platform.none')} text={t('platform.noneText')} />

  const at = Math.max(0, rows.findIndex((row) => row.key === focused))
  const step = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (!row) return
    focus(row.key)
    frame.current?.querySelector<HTMLElement>(`[data-key="${row.key}"]`)?.focus()
  }
  const choose = (row: Row) => {
    if (row.kind === 'node') navigate(`/platform/tenants/${row.node.id}`)
    else if (row.kind !== 'waiting') void load(row.parent, branches[row.parent]?.next)
  }
  const onKey = (event: KeyboardEvent) => {
    const row = rows[at]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const node = row.kind === 'node' ? row.node : undefined
    const branchy = node?.kind === 'reseller'
    const keys: Record<string, () => void> = {
      ArrowDown: () => step(at + 1),
      ArrowUp: () => step(at - 1),
      Home: () => step(0),
      End: () => step(rows.length - 1),
      ArrowRight: () => {
        if (node && branchy && !opened.has(node.id)) toggle(node, true)
        else if (branchy) step(at + 1)
      },
      ArrowLeft: () => {
        if (node && opened.has(node.id)) toggle(node, false)
        else step(rows.findIndex((one) => one.key === row.parent))
      },
      Enter: () => choose(row),
    }
    const work = keys[event.key]
    if (!work) return
    event.preventDefault()
    work()
  }

  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.tree} role="tree" aria-label={t('platform.tenants')} onKeyDown={onKey} tabIndex={-1}>
        {rows.map((row, i) => (
          <div
            key={row.key}
            role="treeitem"
            data-key={row.key}
            className={styles.row}
            aria-level={row.level}
            aria-expanded={row.kind === 'node' && row.node.kind === 'reseller' ? opened.has(row.node.id) : undefined}
            aria-posinset={row.kind === 'node' ? row.place : undefined}
            aria-setsize={row.kind === 'node' ? row.of : undefined}
            aria-selected={row.key === focused}
            tabIndex={i === at ? 0 : -1}
            style={{ '--level': row.level - 1 } as React.CSSProperties}
            onFocus={() => focus(row.key)}
            onClick={() => choose(row)}
          >
            {row.kind === 'node' ? <Line node={row.node} open={opened.has(row.node.id)} toggle={() => toggle(row.node)} /> : <Rest row={row} />}
          </div>
        ))}
      </div>
    </div>
  )
}

function Line({ node, open, toggle }: { node: Node; open: boolean; toggle: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <>
      {node.kind === 'reseller' ? (
        <span
          className={styles.twist}
          data-open={open || undefined}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            toggle()
          }}
        >
          <IconChevronRight size={18} stroke={1.8} />
        </span>
      ) : (
        <span className={styles.twist} aria-hidden />
      )}
      <span className={styles.who} title={node.name}>
        <TenantName name={node.name} kind={node.kind} />
      </span>
      <span className={`figures ${styles.minor}`}>{node.number || '–'}</span>
      <TenantStatus status={node.status} />
      <span className={`figures ${styles.count}`}>{t('branches.objects', { count: node.objects, shown: f.whole(node.objects) })}</span>
    </>
  )
}

function Rest({ row }: { row: Row }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={styles.twist} aria-hidden>
        {row.kind === 'waiting' ? <Loader size={14} /> : row.kind === 'failed' ? <IconReload size={16} /> : null}
      </span>
      <span className={styles.rest}>{t(row.kind === 'waiting' ? 'state.loading' : row.kind === 'failed' ? 'branches.failed' : 'list.more')}</span>
    </>
  )
}
