import { CallDetail } from './callDetail.ts';
import { CallGrid } from './callGrid.ts';
import { DetailSplitter } from './detailSplitter.ts';
import { documentStyles } from './documentStyles.ts';
import { FilterBar } from './filterBar.ts';
import { HistoryPage } from './historyPage.ts';
import { NoticeView } from './noticeView.ts';
import { PageHeading } from './pageHeading.ts';
import { PopupMenu } from './popupMenu.ts';
import { TimelineMarks } from './timelineMarks.ts';
import { TimelineView } from './timelineView.ts';
import { Transport, type VsCodeApi } from './transport.ts';

declare function acquireVsCodeApi(): VsCodeApi;

customElements.define('page-heading', PageHeading);
customElements.define('filter-bar', FilterBar);
customElements.define('popup-menu', PopupMenu);
customElements.define('timeline-marks', TimelineMarks);
customElements.define('timeline-view', TimelineView);
customElements.define('call-grid', CallGrid);
customElements.define('detail-splitter', DetailSplitter);
customElements.define('call-detail', CallDetail);
customElements.define('notice-view', NoticeView);
customElements.define('history-page', HistoryPage);

const { styleSheet } = documentStyles;
if (styleSheet) {
	document.adoptedStyleSheets = [styleSheet];
}
const transport = new Transport(acquireVsCodeApi());
const page = new HistoryPage(transport);
const begin = document.getElementById('begin')?.textContent ?? undefined;
document.body.append(page);
transport.start(window, (message) => page.accept(message), begin);
