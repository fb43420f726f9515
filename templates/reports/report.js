// The filters of the table of actions. Without this script they stay hidden and every action is shown.
(function () {
  'use strict';

  var form = document.getElementById('filters');
  if (!form) { return; }

  var owner = document.getElementById('f-owner');
  var state = document.getElementById('f-state');
  var benchmark = document.getElementById('f-benchmark');
  var words = document.getElementById('f-text');
  var shown = document.getElementById('shown');
  var rows = Array.prototype.slice.call(document.querySelectorAll('#actions-table tbody tr'));
  var texts = rows.map(function (row) { return plain(row.textContent); });
  var waiting;

  function plain(text) {
    return text.toLowerCase().replace(/\s+/g, ' ').trim();
  }

  function holds(list, one) {
    return (' ' + list + ' ').indexOf(' ' + one + ' ') >= 0;
  }

  function fits(row, text) {
    var data = row.dataset;
    var stateFits = state.value === '' || data.state === state.value ||
      (state.value === 'open' && data.open === 'True');
    return stateFits &&
      (owner.value === '' || holds(data.owners, owner.value)) &&
      (benchmark.value === '' || holds(data.benchmarks, benchmark.value)) &&
      plain(words.value).split(' ').every(function (word) { return text.indexOf(word) >= 0; });
  }

  function filter() {
    var count = 0;
    rows.forEach(function (row, number) {
      row.hidden = !fits(row, texts[number]);
      count += row.hidden ? 0 : 1;
    });
    var said = shown.dataset;
    shown.textContent = count === rows.length ? said.every
      : count === 0 ? said.fits
      : said.some.replace('{shown}', count);
    shown.classList.toggle('filtered', count !== rows.length);
  }

  function soon() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(filter, 150);
  }

  form.addEventListener('submit', function (event) { event.preventDefault(); });
  [owner, state, benchmark].forEach(function (choice) { choice.addEventListener('change', filter); });
  words.addEventListener('input', soon);
  document.getElementById('f-clear').addEventListener('click', function () {
    form.reset();
    filter();
    owner.focus();
  });
  window.addEventListener('pageshow', filter);
  form.hidden = false;
}());
