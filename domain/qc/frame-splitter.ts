/** Cuts a byte stream into frames of one size without copying more than a frame that straddles two pieces. */
export class FrameSplitter {
  private readonly partial: Uint8Array;
  private filled = 0;

  constructor(
    private readonly frameBytes: number,
    private readonly onFrame: (frame: Uint8Array) => void,
  ) {
    this.partial = new Uint8Array(frameBytes);
  }

  /** Take the next piece of the stream; each whole frame is handed on before this returns and is only valid until then. */
  push(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length) {
      if (this.filled === 0 && piece.length - at >= this.frameBytes) {
        this.onFrame(piece.subarray(at, at + this.frameBytes));
        at += this.frameBytes;
        continue;
      }
      const take = Math.min(this.frameBytes - this.filled, piece.length - at);
      this.partial.set(piece.subarray(at, at + take), this.filled);
      this.filled += take;
      at += take;
      if (this.filled < this.frameBytes) return;
      this.filled = 0;
      this.onFrame(this.partial);
    }
  }

  /** Bytes of a last frame that never became whole. */
  get remainder(): number {
    return this.filled;
  }
}
