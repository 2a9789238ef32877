/**
 * Names that Next.js gives a meaning in a route file, and imports that its compiler refuses there.
 * Taken from builds of Next 16.4.6 with one route file for each name.
 */

export const NEXT_METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
])

/** Segment config, which Next.js reads from the text of the file. */
export const NEXT_CONFIG: ReadonlySet<string> = new Set([
  'dynamic',
  'dynamicParams',
  'fetchCache',
  'maxDuration',
  'preferredRegion',
  'revalidate',
  'runtime',
])

/** Packages for the browser. Importing them dynamically is allowed. */
export const REFUSED_MODULES: ReadonlySet<string> = new Set([
  'client-only',
  'next/router',
  'react-dom/client',
  'react-dom/server',
])

/** Module → names that only Client Components may import. */
export const REFUSED_NAMES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'react',
    new Set([
      'Component',
      'PureComponent',
      'createContext',
      'createFactory',
      'useActionState',
      'useDeferredValue',
      'useEffect',
      'useEffectEvent',
      'useImperativeHandle',
      'useInsertionEffect',
      'useLayoutEffect',
      'useOptimistic',
      'useReducer',
      'useRef',
      'useState',
      'useSyncExternalStore',
      'useTransition',
    ]),
  ],
  ['react-dom', new Set(['flushSync', 'unstable_batchedUpdates', 'useFormState', 'useFormStatus'])],
  ['next/link', new Set(['useLinkStatus'])],
  [
    'next/navigation',
    new Set([
      'ServerInsertedHTMLContext',
      'useParams',
      'usePathname',
      'useRouter',
      'useSearchParams',
      'useSelectedLayoutSegment',
      'useSelectedLayoutSegments',
      'useServerInsertedHTML',
    ]),
  ],
])
