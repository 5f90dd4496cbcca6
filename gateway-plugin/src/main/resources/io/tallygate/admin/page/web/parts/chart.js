/** Hits over time: stacked, gaps as gaps, windows that are not whole marked, changes on the time axis. */
import { html } from 'lit';
import { Element } from '../core/element.js';
import { settings } from '../core/settings.js';
import { chartOption } from './chart-option.js';

/** A zoom narrower than this many milliseconds is a click. */
const NARROWEST = 1;

class Chart extends Element {
  /**
   * model: {from, to, points: [{from, to, state}], series: [{name, tone, values}], runs, marks: [{at, label}]}
   */
  static properties = {
    model: { attribute: false }, label: {}, small: { type: Boolean }, zoomable: { type: Boolean },
  };

  constructor() {
    super();
    this.small = false;
    this.zoomable = false;
  }

  #chart;
  #seen;
  #size = new ResizeObserver(() => this.#chart?.resize());
  #draw = () => this.#drawn();

  connectedCallback() {
    super.connectedCallback();
    settings.addEventListener('change', this.#draw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    settings.removeEventListener('change', this.#draw);
    this.#size.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
    this.#seen = undefined;
  }

  render() {
    return html`<div class="chart ${this.small ? 'small' : ''}" role="img" aria-label=${this.label ?? ''}></div>`;
  }

  updated() {
    this.#drawn();
  }

  async #drawn() {
    const echarts = await import('echarts');
    const box = this.querySelector('.chart');
    if (!this.isConnected || !box || !this.model) {
      return;
    }
    if (!this.#chart) {
      this.#chart = echarts.init(box);
      this.#size.observe(box);
      this.#chart.on('datazoom', (event) => this.#zoomed(event.batch?.[0] ?? event));
    }
    const seen = JSON.stringify([this.model, settings.language, document.documentElement.dataset.theme]);
    if (seen === this.#seen) {
      return;
    }
    this.#seen = seen;
    this.#chart.setOption(chartOption(this.model, { small: this.small, zoomable: this.zoomable }), true);
    if (this.zoomable) {
      this.#chart.dispatchAction({
        type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true,
      });
    }
  }

  #zoomed({ startValue, endValue }) {
    if (startValue !== undefined && endValue - startValue > NARROWEST) {
      this.dispatchEvent(new CustomEvent('zoom', { detail: { from: startValue, to: endValue } }));
    }
  }
}

customElements.define('tg-chart', Chart);
