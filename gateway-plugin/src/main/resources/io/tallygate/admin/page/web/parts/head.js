/** The head of a view: what it is, in a sentence, and what can be done. */
import { html, nothing } from 'lit';

export const head = (title, lead, actions = nothing, crumb = nothing) => html`<div class="head">
  <div>${crumb}<h1 tabindex="-1">${title}</h1>${lead ? html`<p class="lead">${lead}</p>` : nothing}</div>
  <div class="row">${actions}</div></div>`;
