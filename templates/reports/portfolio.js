// Tables that can be sorted by any column, and rows of bodies that can be chosen.
// Without this script there are no buttons, and the page shows everything.
(function () {
  'use strict';

  function list(found) {
    return Array.prototype.slice.call(found);
  }

  function plain(text) {
    return text.toLowerCase().replace(/\s+/g, ' ').trim();
  }

  // What a cell is sorted by: the number in its data-v, else its text, in which 1.10 comes after 1.9.
  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  }

  function compare(one, other) {
    if (typeof one === 'number' && typeof other === 'number') { return one - other; }
    if (typeof one !== typeof other) { return typeof one === 'number' ? -1 : 1; }
    return one.localeCompare(other, undefined, { numeric: true, sensitivity: 'base' });
  }

  // Sorts by a column, and says so on the head that was pressed, which on a phone has a second button for what is below the name.
  function sort(table, button, column) {
    var head = button.parentNode;
    var down = button.classList.contains('by') && head.getAttribute('aria-sort') === 'ascending';
    var body = table.tBodies[0];
    var keyed = list(body.rows).map(function (row, place) { return [value(row, column), place, row]; });
    keyed.sort(function (one, other) {
      var order = compare(one[0], other[0]);
      return (down ? -order : order) || one[1] - other[1];
    });
    list(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute('aria-sort'); });
    list(table.tHead.querySelectorAll('.by')).forEach(function (other) { other.classList.remove('by'); });
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    button.classList.add('by');
    keyed.forEach(function (each) { body.appendChild(each[2]); });
  }

  function sorter(table, head, column, kind) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort' + kind;
    button.addEventListener('click', function () { sort(table, button, column); });
    head.appendChild(button);
    return button;
  }

  function sortable(table) {
    if (table.tBodies[0].rows.length < 2) { return; }
    list(table.tHead.rows[0].cells).forEach(function (head, column) {
      var under = head.querySelector('.under');
      if (under) { head.removeChild(under); }
      var parts = list(head.childNodes);
      var button = sorter(table, head, column, '');
      parts.forEach(function (part) { button.appendChild(part); });
      if (under) { sorter(table, head, column + 1, ' under').textContent = under.textContent; }
    });
  }

  function filters(form) {
    var section = form.parentNode;
    var rows = list(section.querySelectorAll('.matrix tbody tr'));
    var texts = rows.map(function (row) { return plain(row.cells[0].textContent + ' ' + row.cells[1].textContent); });
    var shown = section.querySelector('.shown');
    var text = form.querySelector('input');
    var choices = list(form.querySelectorAll('select'));
    var waiting;

    function fits(row, place) {
      var words = plain(text.value).split(' ');
      return words.every(function (word) { return texts[place].indexOf(word) >= 0; }) &&
        choices.every(function (one) { return one.value === '' || row.dataset[one.dataset.field] === one.value; });
    }

    function filter() {
      var count = 0;
      rows.forEach(function (row, place) {
        row.hidden = !fits(row, place);
        count += row.hidden ? 0 : 1;
      });
      var said = shown.dataset;
      shown.textContent = count === rows.length ? said.every
        : count === 0 ? said.none
        : said.some.replace('{shown}', count);
      shown.classList.toggle('filtered', count !== rows.length);
    }

    function later() {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(filter, 250);
    }

    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function () { window.setTimeout(filter, 0); });
    text.addEventListener('input', later);
    choices.forEach(function (one) { one.addEventListener('change', filter); });
    window.addEventListener('pageshow', filter);
    form.hidden = false;
    section.querySelector('.reach').hidden = false;
  }

  list(document.querySelectorAll('table.sortable')).forEach(sortable);
  list(document.querySelectorAll('form.filters')).forEach(filters);
}());
