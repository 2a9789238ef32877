const { EventEmitter } = require('node:events')

const INTERVAL_MS = 1000

/**
 * The tea exchange: one timer for all listeners, started with the first and stopped with the last.
 * A listener that is not removed when its client leaves keeps the timer running: `stats()` shows it.
 */
class Ticker extends EventEmitter {
  #timer
  #price = 490
  #ticks = 0

  /**
   * Calls `listener` with the present price and with every later one; returns the way to stop.
   * @param {(quote: { sku: string, price_cents: number, at: string }) => void} listener
   */
  subscribe(listener) {
    listener(this.#quote())
    this.on('price', listener)
    this.#timer ??= setInterval(() => this.#tick(), INTERVAL_MS)
    return () => this.#unsubscribe(listener)
  }

  stats() {
    return {
      listeners: this.listenerCount('price'),
      running: this.#timer !== undefined,
      ticks: this.#ticks,
    }
  }

  #unsubscribe(listener) {
    this.off('price', listener)
    if (this.listenerCount('price') > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #tick() {
    this.#ticks += 1
    this.#price += Math.round(Math.random() * 20 - 10)
    this.emit('price', this.#quote())
  }

  #quote() {
    return { sku: 'TEA-01', price_cents: this.#price, at: new Date().toISOString() }
  }
}

module.exports = { ticker: new Ticker() }
