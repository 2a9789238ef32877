/** What is used of eslint-scope, over the nodes of oxc; its own types are those of another tree. */
import type { Identifier, Node } from './syntax.js'

export interface ScopeAnalyser {
  analyze(program: Node, options: ScopeOptions): ScopeManager
}

interface ScopeOptions {
  readonly ecmaVersion: number
  readonly sourceType: 'module' | 'commonjs'
  readonly childVisitorKeys?: Readonly<Record<string, readonly string[]>>
}

export interface ScopeManager {
  readonly scopes: readonly Scope[]
  /** The scope that a node opens; its innermost one if it opens two. */
  acquire(node: Node, innermost: boolean): Scope | null
}

export interface Scope {
  readonly type: string
  readonly block: Node
  readonly isStrict: boolean
  readonly upper: Scope | null
  /** The variables declared here. */
  readonly set: ReadonlyMap<string, Variable>
  /** The references that stand directly here. */
  readonly references: readonly Reference[]
}

export interface Variable {
  readonly name: string
  readonly scope: Scope
  /** None for the `arguments` of a function. */
  readonly defs: readonly Definition[]
  readonly references: readonly Reference[]
}

export interface Definition {
  readonly type: string
  /** The declaring function, class or declarator. */
  readonly node: Node
}

export interface Reference {
  readonly identifier: Identifier
  readonly resolved: Variable | null
  /** The reference is the target of its variable's initialiser. */
  readonly init?: boolean
  isWrite(): boolean
}
