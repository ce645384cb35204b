import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts

// Everything that can be chosen, each part on a card of its own.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)
    // What has the keyboard's attention is brought into sight.
    function follow() {
        const item = Window.activeFocusItem
        for (let up = item; up; up = up.parent) if (up === inner) {
            const top = item.mapToItem(inner, 0, 0).y + inner.y
            if (top < flick.contentY + 16) flick.contentY = Math.max(0, top - 16)
            else if (top + item.height > flick.contentY + flick.height - 16) flick.contentY = Math.min(flick.contentHeight - flick.height, top + item.height - flick.height + 16)
        }
    }
    Window.onActiveFocusItemChanged: follow()

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        ColumnLayout {
            id: inner
            x: (page.width - width) / 2
            y: 24
            width: page.column
            spacing: 16
            Words { Layout.fillWidth: true; horizontalAlignment: Text.AlignLeft; text: qsTr("Settings"); size: 26; font.weight: Font.DemiBold; Accessible.role: Accessible.Heading }
            SettingsMe { }
            SettingsLooks { }
            SettingsNotices { }
            SettingsDesk { }
            SettingsKept { }
            SettingsDisk { }
            SettingsAbout { }
        }
    }
}
