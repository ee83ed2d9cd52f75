import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { useOnPosition, useTransport } from './transport';

/** Space left of every row of the timeline for names and scales, pixels. */
export const AXIS_WIDTH = 68;
/** Space right of it. */
export const AXIS_END = 12;
const HEIGHT = 72;

/** One measured curve. `y` and `ticks` share a unit; times are milliseconds. */
export interface CurveSpec {
  name: string;
  /** What the whole of it comes to, beside the name. */
  about?: string;
  x: number[];
  y: number[];
  /** Lowest and highest value drawn. */
  range: [number, number];
  ticks: number[];
  format: (value: number) => string;
  colour: '--curve-1' | '--curve-2' | '--curve-3';
  /** Each value holds until the next one: drawn in steps. */
  stepped?: boolean;
}

/** The value that holds at `ms`: the last one measured before it. */
function valueAt({ x, y }: CurveSpec, ms: number): number | undefined {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return y[Math.max(0, low - 1)];
}

const colourOf = (element: HTMLElement, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();

function optionsFor(curve: CurveSpec, duration: number, element: HTMLElement): UPlot.Options {
  const line = colourOf(element, '--line');
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [6, AXIS_END, 6, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [0, duration] }, y: { range: curve.range } },
    axes: [
      { show: false },
      {
        size: AXIS_WIDTH,
        stroke: colourOf(element, '--text-3'),
        font: `11px ${getComputedStyle(element).fontFamily}`,
        splits: () => curve.ticks,
        values: (_, values) => values.map((value) => curve.format(value)),
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        gap: 8,
      },
    ],
    series: [
      {},
      {
        stroke: colourOf(element, curve.colour),
        fill: colourOf(element, `${curve.colour}-wash`),
        // Else the fill would reach for zero, which is the top of the loudness scale.
        fillTo: curve.range[0],
        width: 1.5,
        points: { show: false },
        ...(curve.stepped ? { paths: UPlot.paths.stepped?.({ align: 1 }) } : {}),
      },
    ],
  };
}

/** A curve on the timeline's own scale, with its value under the pointer or else at the playhead. */
export function Curve({ curve, duration }: { curve: CurveSpec; duration: number }) {
  const holder = useRef<HTMLDivElement>(null);
  const value = useRef<HTMLSpanElement>(null);
  const transport = useTransport();
  const scheme = useComputedColorScheme('dark');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides the colours read from the page
  useEffect(() => {
    const element = holder.current!;
    const plot = new UPlot(optionsFor(curve, duration, element), [curve.x, curve.y], element);
    const watcher = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      plot.destroy();
    };
  }, [curve, duration, scheme]);

  useOnPosition(() => {
    const at = valueAt(curve, transport.read);
    if (value.current) value.current.textContent = at === undefined ? '' : curve.format(at);
  });

  return (
    <figure className="curve" style={{ '--curve': `var(${curve.colour})` } as React.CSSProperties}>
      <figcaption>
        <span className="curve-name">{curve.name}</span>
        {curve.about && <span className="curve-about mono">{curve.about}</span>}
        <span ref={value} className="curve-value mono" />
      </figcaption>
      <div ref={holder} />
    </figure>
  );
}

/** The place of a curve that there is nothing to draw for, and why. */
export const NoCurve = ({ name, why }: { name: string; why: string }) => (
  <figure className="curve" data-empty="true">
    <figcaption>
      <span className="curve-name">{name}</span>
      <span className="curve-about">{why}</span>
    </figcaption>
  </figure>
);
