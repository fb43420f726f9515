// The search over the page's items, and the filters of the table of actions.
// Without this script both stay hidden, and the page shows everything.
(function () {
  'use strict';

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function at(id) {
    return document.getElementById(id);
  }

  function line(text) {
    return text.replace(/\s+/g, ' ').trim();
  }

  function plain(text) {
    return line(text.toLowerCase());
  }

  function wordsIn(input) {
    return plain(input.value).split(' ').filter(Boolean);
  }

  // Wait until nobody types: a screen reader would read out every count in between.
  function later(work) {
    var waiting;
    return function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(work, 250);
    };
  }

  function search() {
    var ITEMS = '.benchmark, .question, .expectation, .action[id]';
    var MOST = 20;
    var AROUND = 40;
    var input = at('s-text');
    var found = at('s-found');
    var list = at('s-list');
    var items;

    // The text of an item without that of the items inside it.
    function own(element) {
      return Array.prototype.map.call(element.childNodes, function (node) {
        if (node.nodeType === Node.TEXT_NODE) { return node.data; }
        return node.nodeType === Node.ELEMENT_NODE && !node.matches(ITEMS) ? own(node) : ' ';
      }).join('');
    }

    function short(text) {
      return text.length > 110 ? text.slice(0, 110).replace(/\s\S*$/, '') + ' \u2026' : text;
    }

    function read(element) {
      var text = line(own(element));
      var head = element.querySelector('h2, h3, h4');
      return { id: element.id, text: text, low: text.toLowerCase(), name: short(head ? line(head.textContent) : text) };
    }

    // The words around the first of those looked for, where the item's name does not show it.
    function around(item, words) {
      var named = item.name.toLowerCase();
      var hidden = words.filter(function (word) { return named.indexOf(word) < 0; });
      if (!hidden.length) { return ''; }
      var place = item.low.indexOf(hidden[0]);
      var from = Math.max(0, place - AROUND);
      var to = place + hidden[0].length + AROUND;
      var part = item.text.slice(from, to);
      if (from > 0) { part = '\u2026 ' + part.replace(/^\S*\s/, ''); }
      return to < item.text.length ? part.replace(/\s\S*$/, '') + ' \u2026' : part;
    }

    function entry(item, words) {
      var link = document.createElement('a');
      var row = document.createElement('li');
      var context = around(item, words);
      link.href = '#' + item.id;
      link.textContent = item.name;
      row.appendChild(link);
      if (context) {
        var note = document.createElement('span');
        note.className = 'note';
        note.textContent = context;
        row.appendChild(note);
      }
      return row;
    }

    function say(count) {
      var said = found.dataset;
      var text = count === 0 ? said.none : count === 1 ? said.one : said.many.replace('{count}', count);
      return count > MOST ? text + ' ' + said.first.replace('{count}', MOST) : text;
    }

    function begins(item, words) {
      return item.low.indexOf(words.join(' ') + ' ') === 0 ? 1 : 0;
    }

    function show() {
      var words = wordsIn(input);
      items = items || all(ITEMS).map(read);
      var hits = items.filter(function (item) {
        return words.length && words.every(function (word) { return item.low.indexOf(word) >= 0; });
      });
      // An item that is asked for by its id comes first.
      hits.sort(function (one, other) { return begins(other, words) - begins(one, words); });
      list.textContent = '';
      hits.slice(0, MOST).forEach(function (item) { list.appendChild(entry(item, words)); });
      found.textContent = words.length ? say(hits.length) : '';
    }

    input.addEventListener('input', later(show));
    at('search').addEventListener('submit', function (event) {
      event.preventDefault();
      show();
    });
    window.addEventListener('pageshow', show);
    at('search').hidden = false;
  }

  function filters() {
    var form = at('filters');
    var owner = at('f-owner');
    var state = at('f-state');
    var benchmark = at('f-benchmark');
    var shown = at('shown');
    var rows = all('#actions-table tbody tr');
    var texts = rows.map(function (row) { return plain(row.textContent); });

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
        wordsIn(at('f-text')).every(function (word) { return text.indexOf(word) >= 0; });
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

    form.addEventListener('submit', function (event) { event.preventDefault(); });
    [owner, state, benchmark].forEach(function (choice) { choice.addEventListener('change', filter); });
    at('f-text').addEventListener('input', later(filter));
    at('f-clear').addEventListener('click', function () {
      form.reset();
      filter();
      owner.focus();
    });
    window.addEventListener('pageshow', filter);
    form.hidden = false;
  }

  search();
  if (at('filters')) { filters(); }
}());
