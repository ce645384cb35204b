import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// Everything that can be chosen, each part on a card of its own.
Item {
    id: page
    readonly property real column: Math.min(width - 48, 640)

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: inner.height + 72
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar { }
        Following { view: flick }
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
