# SPDX-License-Identifier: Apache-2.0
"""Opens a page of imcfab report in headless Chromium and uses it as a person does: clicks a
core, a stream, a head of a table, types a filter, goes by keys, and looks at what shows.

browser.py PAGE...: exit status 0, or 1 and what was wrong. Prints when the first picture stood
there. With SCREENSHOTS, a folder, pictures of each page are left there.
"""
import json
import os
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

FIRST_PICTURE = 2000  # ms
LARGEST = 5 << 20  # bytes
faults = []


def expect(condition, what):
    if not condition:
        faults.append(what)


def start():
    options = Options()
    options.binary_location = os.environ.get('CHROMIUM', '/usr/bin/chromium')
    for argument in ('--headless=new', '--no-sandbox', '--disable-gpu', '--window-size=1500,1300',
                     '--hide-scrollbars', '--disable-dev-shm-usage'):
        options.add_argument(argument)
    options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
    return webdriver.Chrome(service=Service(os.environ.get('CHROMEDRIVER', '/usr/bin/chromedriver')),
                            options=options)


def open_page(browser, page):
    browser.get('file://' + os.path.abspath(page))


def first_picture(browser):
    for _ in range(100):
        entry = browser.execute_script(
            "return performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0]")
        if entry is not None:
            return entry
        time.sleep(0.05)
    return None


def article(browser, design):
    return browser.find_element(By.CSS_SELECTOR, f'.design[data-design="{design}"]')


def panel(browser):
    return browser.find_element(By.ID, 'selection')


def click(browser, element):
    """As a person does: where it can be seen."""
    for _ in range(100):
        if browser.execute_script("""
            arguments[0].scrollIntoView({block: 'center', inline: 'center'});
            const r = arguments[0].getBoundingClientRect(), x = (r.left + r.right) / 2, y = (r.top + r.bottom) / 2;
            return r.height > 0 && x > 0 && y > 0 && x < innerWidth && y < innerHeight;""", element):
            break
        time.sleep(0.1)
    webdriver.ActionChains(browser).move_to_element(element).click().perform()


def marked(browser, design, selector, key):
    """Numbers of what is marked in a design."""
    return set(browser.execute_script(
        'return [...arguments[0].querySelectorAll(arguments[1])].map(e => Number(e.dataset[arguments[2]]))',
        article(browser, design), selector, key))


def grouped(number):
    return f'{number:,}'


def clicked_core(browser, data):
    """The task in the middle of the first design."""
    design = data['designs'][0]
    task = design['tasks'][len(design['tasks']) // 3]
    core = article(browser, 0).find_element(By.CSS_SELECTOR, f'.nodes [data-n="{task["node"]}"] rect')
    click(browser, core)
    shown = panel(browser).text
    expect(panel(browser).is_displayed(), 'a core was clicked and nothing shows')
    expect(task['name'] in shown, f'no task {task["name"]!r} in: {shown!r}')
    expect(f'core\n{task["node"]}' in shown, f'no core {task["node"]} in: {shown!r}')
    expect(grouped(task['cycles']) in shown, f'no {task["cycles"]} cycles in: {shown!r}')
    if task['layer'] is not None:
        expect(design['layers'][task['layer']]['name'] in shown, 'no layer')
        expect(grouped(task['act_bytes']) + ' bytes' in shown, 'no memory')
    expect(marked(browser, 0, '.nodes .on:not(.also)', 'n') == {task['node']}, 'another core is marked')
    wanted = {h[0] for s in design['streams'] for h in s['hops']
              if s['source'] == design['nodes'][task['node']]['task'] or
              any(r['task'] == design['nodes'][task['node']]['task'] for r in s['readers'])}
    found = marked(browser, 0, '.channels .on', 'c')
    expect(found == wanted, f'channels {sorted(found)}, not {sorted(wanted)}')
    return task['name']


def beside(browser, data, name):
    """The same task is marked in the design beside it."""
    shown = [int(a.get_attribute('data-design')) for a in
             browser.find_elements(By.CSS_SELECTOR, '.design') if a.is_displayed()]
    expect(len(shown) == 2, f'{len(shown)} designs show, not two')
    for design in shown:
        node = [t['node'] for t in data['designs'][design]['tasks'] if t['name'] == name]
        expect(marked(browser, design, '.nodes .on:not(.also)', 'n') == set(node),
               f'design {design}: not the task {name}')
        expect(data['designs'][design]['label'] in panel(browser).text, 'the panel does not name the design')


def clicked_stream(browser, data):
    design = data['designs'][0]
    index = max(range(len(design['streams'])), key=lambda i: len(design['streams'][i]['hops']))
    stream = design['streams'][index]
    row = article(browser, 0).find_element(By.CSS_SELECTOR, f'tr[data-stream="{index}"]')
    details = row.find_element(By.XPATH, 'ancestor::details')
    expect(details.get_attribute('open') is None, 'the list of streams is open')
    click(browser, details.find_element(By.TAG_NAME, 'summary'))
    click(browser, row.find_element(By.TAG_NAME, 'th'))
    shown = panel(browser).text
    expect('stream of ' + stream['name'] in shown, f'no stream {stream["name"]!r} in: {shown!r}')
    expect(grouped(stream['words']) in shown, 'no words of the stream')
    for reader in stream['readers']:
        name = 'output of the fabric' if reader['task'] is None else design['tasks'][reader['task']]['name']
        expect(name in shown, f'reader {name!r} is not named')
    expect(marked(browser, 0, '.channels .on', 'c') == {h[0] for h in stream['hops']}, 'not the tree of the stream')
    expect('selected' in row.get_attribute('class'), 'the row is not marked')


def cells(table, column):
    """Texts of a column, of the rows that show."""
    return table.parent.execute_script(
        'return [...arguments[0].tBodies[0].rows].filter(r => r.offsetHeight)'
        '.map(r => r.cells[arguments[1]].innerText.trim())', table, column)


def clicked_head(browser):
    """Sorts the layers by cycles, down and up, and filters them."""
    table = article(browser, 0).find_element(By.CSS_SELECTOR, '.balance table')
    heads = table.find_elements(By.CSS_SELECTOR, 'thead th')
    column = [h.text for h in heads].index('cycles')
    before = cells(table, 0)
    for down in (True, False):
        click(browser, heads[column].find_element(By.TAG_NAME, 'button'))
        values = [int(c.replace(',', '')) for c in cells(table, column)]
        expect(values == sorted(values, reverse=down), f'not sorted: {values}')
        wanted = 'descending' if down else 'ascending'
        expect(heads[column].get_attribute('aria-sort') == wanted, 'aria-sort')
    field = article(browser, 0).find_element(By.CSS_SELECTOR, '.balance input')
    word = before[-1]
    field.send_keys(word)
    left = cells(table, 0)
    expect(left and all(word.lower() in name.lower() for name in left) and len(left) < len(before),
           f'filter {word!r} left {left}')
    field.clear()
    field.send_keys('x', Keys.BACKSPACE)
    expect(sorted(cells(table, 0)) == sorted(before), 'rows are lost behind the filter')


def keys(browser, data):
    """Arrows go from core to core, Escape ends the selection, rows are chosen by Enter."""
    body = browser.find_element(By.TAG_NAME, 'body')
    body.send_keys(Keys.ESCAPE)
    expect(not panel(browser).is_displayed(), 'Escape does not end the selection')
    svg = article(browser, 0).find_element(By.CSS_SELECTOR, '.floor svg')
    browser.execute_script('arguments[0].focus()', svg)
    nodes = data['designs'][0]['nodes']
    first = next(i for i, n in enumerate(nodes) if n['core'])
    keyboard = webdriver.ActionChains(browser)
    keyboard.send_keys(Keys.ARROW_DOWN).perform()
    on = article(browser, 0).find_element(By.CSS_SELECTOR, '.nodes .on:not(.also)')
    expect(int(on.get_attribute('data-n')) == first, 'the first arrow does not choose the first core')
    keyboard = webdriver.ActionChains(browser)
    keyboard.send_keys(Keys.ARROW_RIGHT).perform()
    on = article(browser, 0).find_element(By.CSS_SELECTOR, '.nodes .on:not(.also)')
    there = nodes[int(on.get_attribute('data-n'))]
    expect(there['x'] > nodes[first]['x'], 'the arrow to the right goes elsewhere')
    row = article(browser, 0).find_element(By.CSS_SELECTOR, '.balance tbody tr[tabindex="0"]')
    browser.execute_script('arguments[0].focus()', row)
    webdriver.ActionChains(browser).send_keys(Keys.ENTER).perform()
    expect('layer ' in panel(browser).text, 'Enter on a row shows no layer')
    body.send_keys(Keys.ESCAPE)


def background(browser):
    return browser.execute_script('return getComputedStyle(document.body).backgroundColor')


def themes(browser, screenshot):
    seen = {}
    for theme in ('light', 'dark'):
        browser.execute_cdp_cmd('Emulation.setEmulatedMedia', {
            'features': [{'name': 'prefers-color-scheme', 'value': theme}]})
        seen[theme] = background(browser)
        if screenshot:
            browser.save_screenshot(screenshot.replace('.png', f'-{theme}.png'))
    expect(seen['light'] != seen['dark'], 'dark looks like light')
    click(browser, browser.find_element(By.CSS_SELECTOR, '#controls [data-value="light"]'))
    expect(background(browser) == seen['light'], 'the button for light does nothing')


def without_scripts(browser, page, data):
    """Tables and pictures stand there, of every design."""
    browser.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': True})
    open_page(browser, page)
    expect(not browser.find_element(By.ID, 'controls').is_displayed(), 'controls without scripts')
    for i, design in enumerate(data['designs']):
        here = article(browser, i)
        expect(here.is_displayed(), f'design {i} does not show without scripts')
        cores = here.find_elements(By.CSS_SELECTOR, '.floor svg .core')
        expect(len(cores) == sum(n['core'] for n in design['nodes']), 'not every core is drawn')
        expect(cores[0].size['width'] > 0, 'a core has no size')
        rows = here.find_elements(By.CSS_SELECTOR, '.balance tbody tr')
        expect(len(rows) == len(design['layers']), 'not every layer has a row')
        tasks = here.find_elements(By.CSS_SELECTOR, '.lists tr[data-task]')
        expect(len(tasks) == len(design['tasks']), 'not every task has a row')
    expect(browser.find_element(By.CSS_SELECTOR, '.answer').text, 'no answer on top')
    browser.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': False})


def sweep(browser, data):
    """A point of the front is clicked: the rows of all designs that lie there are marked; a row is clicked: it alone
    is; a head sorts the points."""
    circle = browser.find_element(By.CSS_SELECTOR, '.plot circle.front')
    plot = circle.find_element(By.XPATH, '..')
    at = [circle.get_attribute(c) for c in ('cx', 'cy')]
    there = {c.get_attribute('data-point') for c in plot.find_elements(By.CSS_SELECTOR, 'circle')
             if [c.get_attribute('cx'), c.get_attribute('cy')] == at}
    click(browser, circle)
    rows = browser.find_elements(By.CSS_SELECTOR, '.points tr.selected')
    chosen = {r.get_attribute('data-point') for r in rows}
    expect(there <= chosen and circle.get_attribute('data-point') in chosen, f'{chosen} are chosen where {there} lie')
    click(browser, rows[0].find_element(By.TAG_NAME, 'td'))
    rows = browser.find_elements(By.CSS_SELECTOR, '.points tr.selected')
    expect(len(rows) == 1, 'not one row where one was clicked')
    table = browser.find_element(By.CSS_SELECTOR, '.points table')
    column = [c['name'] for c in data['sweep']['columns']].index('images_per_s')
    click(browser, table.find_elements(By.CSS_SELECTOR, 'thead th')[column].find_element(By.TAG_NAME, 'button'))
    values = [c['value'] for r in data['sweep']['rows'] for c in [r['cells'][column]]]
    shown = [c.replace(',', '') for c in cells(table, column)]
    numbers = [float(c) for c in shown if c != '\u2013']
    expect(len(shown) == len(values) and numbers == sorted(numbers, reverse=True), f'not sorted: {shown}')
    expect(shown[len(numbers):] == ['\u2013'] * values.count(None), 'what is not known is not last')


def designs(browser, data, screenshot):
    name = clicked_core(browser, data)
    if len(data['designs']) > 1:
        beside(browser, data, name)
    if screenshot:
        browser.save_screenshot(screenshot.replace('.png', '-core.png'))
    clicked_stream(browser, data)
    if data['designs'][0]['layers']:
        clicked_head(browser)
        keys(browser, data)


def look(browser, page, screenshot):
    """Everything of one page."""
    expect(os.path.getsize(page) <= LARGEST, f'{os.path.getsize(page)} bytes')
    pictures = []
    while len(pictures) < 4 and (not pictures or pictures[-1] >= FIRST_PICTURE):
        open_page(browser, page)  # again where the machine was busy with something else
        pictures.append(first_picture(browser) or 1e6)
    print(f'{os.path.basename(page)}: {os.path.getsize(page)} bytes, first picture after {pictures[-1]:.0f} ms')
    expect(pictures[-1] < FIRST_PICTURE, f'first picture after {pictures} ms')
    data = json.loads(browser.execute_script("return document.getElementById('data').textContent"))
    if data['designs']:
        designs(browser, data, screenshot)
    if data['sweep']:
        sweep(browser, data)
    browser.execute_script('window.scrollTo(0, 0)')
    themes(browser, screenshot)
    expect(browser.execute_script('return window.wasHit') is None, 'a name ran as a script')
    expect(browser.execute_script("return performance.getEntriesByType('resource').length") == 0,
           'something was loaded')
    paper = browser.execute_cdp_cmd('Page.printToPDF', {'printBackground': True})
    expect(len(paper['data']) > 20000, 'nothing is printed')
    without_scripts(browser, page, data)
    for line in browser.get_log('browser'):
        faults.append(f'console: {line["level"]} {line["message"]}')


def main(pages, screenshots=None):
    browser = start()
    try:
        for page in pages:
            name = os.path.basename(page)
            look(browser, page, screenshots and os.path.join(screenshots, name.replace('.html', '.png')))
            for fault in faults:
                print(f'{name}: {fault}')
            if faults:
                return 1
    finally:
        browser.quit()
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:], os.environ.get('SCREENSHOTS')))
