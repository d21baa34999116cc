/* The demo shop: one page that draws itself by its address, so that each view has a title of its own. */
(() => {
  const { products, order, words } = window.shopData;
  const asked = new URLSearchParams(location.search);
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // A shop without a memory still sells.
    }
  };

  let language =
    asked.get('lang') ?? kept('shop-language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
  if (!(language in words)) language = 'zh';
  let cart = (kept('shop-cart') ?? '').split(',').filter((id) => products.some((one) => one.id === id));

  const element = (tag, properties = {}, ...children) => {
    const made = document.createElement(tag);
    const { class: className, ...rest } = properties;
    if (className) made.className = className;
    Object.assign(made, rest);
    made.append(...children);
    return made;
  };
  const picture = (product) => {
    const name = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(name, 'svg');
    const use = document.createElementNS(name, 'use');
    use.setAttribute('href', `pictures.svg#${product.id}`);
    svg.setAttribute('viewBox', '0 0 240 180');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(use);
    const frame = element('div', { class: 'picture' }, svg);
    frame.style.setProperty('--tint', product.tint);
    return frame;
  };
  const price = (amount) => `¥${amount.toLocaleString(language)}`;
  const ask = () => window.yingke('open');

  /** Who is signed in; the shop's server says so to the hub with a token, which the page only passes on. */
  let customer = asked.get('as') ?? kept('shop-customer') ?? '';
  async function signIn(who) {
    customer = who;
    keep('shop-customer', who);
    const answer = who ? await fetch(`customer/${who}`).catch(() => null) : null;
    window.yingke('customer', answer?.ok ? (await answer.json()).token : null);
  }
  function showCustomers(w) {
    const links = Object.entries(customer in w.signIn ? { '': w.signOut } : w.signIn).map(([who, text]) => {
      const sign = () => signIn(who).then(draw);
      return button(text, sign, 'link');
    });
    const name = w.signedIn[customer];
    document
      .getElementById('customers')
      .replaceChildren(
        ...[...(name ? [element('span', {}, name)] : []), ...links].flatMap((part) => [' · ', part]),
      );
  }
  const button = (text, onclick, className = 'primary') =>
    element('button', { type: 'button', class: className, onclick }, text);

  function home(w) {
    const card = (product) =>
      element(
        'li',
        {},
        element(
          'a',
          { class: 'card', href: `./?product=${product.id}` },
          picture(product),
          element('h3', {}, product.name[language]),
          element('p', {}, product.note[language]),
          element('b', { class: 'price' }, price(product.price)),
        ),
      );
    return [
      w.shop,
      element(
        'section',
        { class: 'hero' },
        element(
          'div',
          {},
          element('h1', {}, w.heroTitle),
          element('p', {}, w.heroText),
          button(w.heroAsk, ask),
        ),
        picture(products[2]),
      ),
      element('h2', {}, w.all),
      element('ul', { class: 'grid' }, ...products.map(card)),
    ];
  }

  function productView(w, product) {
    const add = button(w.add, () => {
      cart = [...cart, product.id];
      keep('shop-cart', cart.join(','));
      add.textContent = w.added;
      showCount();
    });
    return [
      `${product.name[language]} · ${w.shop}`,
      element(
        'article',
        { class: 'detail' },
        picture(product),
        element(
          'div',
          {},
          element('h1', {}, product.name[language]),
          element('p', { class: 'note' }, product.note[language]),
          element('p', { class: 'price big' }, price(product.price)),
          element('p', {}, product.about[language]),
          element('div', { class: 'actions' }, add, button(w.askProduct, ask, 'secondary')),
          element('p', { class: 'note' }, w.service),
          element('p', {}, element('a', { href: './' }, w.back)),
        ),
      ),
    ];
  }

  function orderView(w) {
    const product = products.find((one) => one.id === order.product);
    window.yingke('fields', { order: order.number });
    const step = (one) =>
      element('li', {}, element('b', {}, one[language]), element('span', { class: 'note' }, one.at));
    return [
      `${w.order} ${order.number} · ${w.shop}`,
      element('h1', {}, `${w.order} ${order.number}`),
      element(
        'article',
        { class: 'order' },
        picture(product),
        element(
          'div',
          {},
          element('h2', {}, product.name[language]),
          element('p', { class: 'note' }, `${w.paid} ${price(product.price)} × 1`),
          element('ol', { class: 'steps' }, ...order.steps.map(step)),
          button(w.askOrder, ask),
        ),
      ),
    ];
  }

  function cartView(w) {
    const rows = products.filter((one) => cart.includes(one.id));
    const amount = (one) => cart.filter((id) => id === one.id).length;
    const total = rows.reduce((sum, one) => sum + one.price * amount(one), 0);
    const list = rows.map((one) =>
      element(
        'li',
        {},
        picture(one),
        element('a', { href: `./?product=${one.id}` }, one.name[language]),
        element('span', { class: 'note' }, `× ${amount(one)}`),
        element('b', {}, price(one.price * amount(one))),
      ),
    );
    return [
      `${w.cart} · ${w.shop}`,
      element('h1', {}, w.cart),
      ...(rows.length === 0
        ? [
            element('p', { class: 'note' }, w.emptyCart),
            element('p', {}, element('a', { href: './' }, w.back)),
          ]
        : [
            element('ul', { class: 'rows' }, ...list),
            element('p', { class: 'total' }, `${w.total} `, element('b', {}, price(total))),
            button(w.checkout, ask),
          ]),
    ];
  }

  function showCount() {
    document.getElementById('count').textContent = String(cart.length);
  }

  function draw() {
    const w = words[language];
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    for (const part of document.querySelectorAll('[data-text]')) part.textContent = w[part.dataset.text];
    for (const part of document.querySelectorAll('[data-label]')) part.ariaLabel = w[part.dataset.label];
    const product = products.find((one) => one.id === asked.get('product'));
    const page = asked.get('page') ?? 'home';
    const view = product
      ? productView(w, product)
      : page === 'order'
        ? orderView(w)
        : page === 'cart'
          ? cartView(w)
          : home(w);
    const [title, ...content] = view;
    document.title = title;
    document.getElementById('main').replaceChildren(...content);
    document.getElementById('language').textContent = w.language;
    for (const link of document.querySelectorAll('[data-page]')) {
      link.toggleAttribute('data-current', !product && link.dataset.page === page);
    }
    showCount();
    showCustomers(w);
    window.yingke('locale', document.documentElement.lang);
  }

  document.getElementById('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh';
    keep('shop-language', language);
    draw();
  });
  document.querySelector('[data-action="ask"]').addEventListener('click', ask);
  if (customer) signIn(customer);
  draw();
})();
