/** Holds a stream until the client says that it has what came before; once for each round. */
export class Gate {
  #open = () => {}
  opened = Promise.resolve()

  constructor() {
    this.close()
  }

  open() {
    this.#open()
    this.close()
  }

  private close() {
    this.opened = new Promise(resolve => {
      this.#open = resolve
    })
  }
}
